/**
 * Prompts of the gpt-oss models, in the format called Harmony.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The client's system message is Harmony's developer message; Harmony's own system message says who the model is,
 *       the date, the effort and the channels.
 *   <li>The date changes the prompt, and so every cached prefix, once a day.
 *   <li>Reasoning of earlier turns is dropped, but that behind the last final answer stays: a model in the middle of
 *       its tool calls goes on with its own thoughts.
 *   <li>Tools are written as TypeScript types, with rules of their own for comments, indentation and what is left out.
 * </ul>
 */
@NullMarked
package io.serai.tokens.prompt.harmony;

import org.jspecify.annotations.NullMarked;
