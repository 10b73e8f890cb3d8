/**
 * What comes out of a model: the markup in which families of models write reasoning and tool calls, read piece by piece
 * as it arrives.
 *
 * <h2>Start reading at</h2>
 * {@link Dialects} (the registry), then a family, say {@link MiniMaxFamily} (a declaration), then {@link AnswerParser}
 * (what all have in common). {@link DialectChoice} picks one for a model; {@link ParsedAnswer} adds events up.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>However an answer is cut, its events come to the same. So what is decided depends on the text, never on how much
 *       of it has come; states outlive a piece, positions do not.
 *   <li>Arguments flow before it is known that the call is well-formed. If it is not, it is retracted: engines give such
 *       a block as content, and so does whoever adds up the events.
 *   <li>Markers appear inside of strings. Where arguments are JSON, its strings are followed, so that they do no harm.
 *   <li>White space around markers belongs to nobody: it is given out only between two pieces of content.
 * </ul>
 */
@NullMarked
package io.serai.dialects;

import org.jspecify.annotations.NullMarked;
