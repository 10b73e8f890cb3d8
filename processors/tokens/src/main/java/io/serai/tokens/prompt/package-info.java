/**
 * From a chat to the prompt that a model was trained to read.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.tokens.prompt.TemplatePrompts}, for models with a chat template; the packages below have the models
 * whose prompt is made in code. {@link io.serai.tokens.prompt.ChatReader} checks what the client sent, for all of them.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A prompt that differs by one byte misses the engine's prefix cache and lowers the answer's quality; nothing
 *       reports it.
 *   <li>Engines hand templates the arguments of a call as an object, the API carries them as text.
 *   <li>Templates do not agree on whether {@code content} may be a list, null or missing; engines make it an empty text
 *       where it is null.
 *   <li>Whether the answer begins inside reasoning stands at the prompt's end, and nowhere else.
 * </ul>
 */
@NullMarked
package io.serai.tokens.prompt;

import org.jspecify.annotations.NullMarked;
