/**
 * The step that reads what a model wrote: reasoning and tool calls come out of the raw text of chat answers and into
 * the fields where clients look for them.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.parse.StreamRewriter} (streams), {@link io.serai.steps.parse.WholeRewriter} (bodies),
 * {@link io.serai.steps.parse.ParsePlan} (what is looked for).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A worker may parse itself, and it need not parse both: one that separates reasoning may leave calls in the
 *       content, and the other way round. It shows so only with the first reasoning or call. Reasoning of its own means
 *       that the choice's content is read for calls only; calls of its own, that nothing more of the choice is touched.
 *   <li>Text that may become a marker is held back. Whatever ends a stream, also an error, must let it out.
 *   <li>A chunk whose text comes out of the parser as it went in is passed on as the worker's own bytes.
 * </ul>
 */
@NullMarked
package io.serai.steps.parse;

import org.jspecify.annotations.NullMarked;
