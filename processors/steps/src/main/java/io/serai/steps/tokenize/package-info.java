/**
 * The step that makes a call's prompt as the model will read it: renders a chat with the model's template, and turns
 * text into token ids.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.tokenize.PromptMaker}, then {@link io.serai.steps.tokenize.LlmTokenizeProducer} (threads).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The worker renders its own prompt from the same messages. What is made here is for counting, routing and
 *       parsing; where the two differ, only the drift metric tells.
 *   <li>A template is code that a model's author wrote: its refusal of messages is the client's fault, its crash is
 *       nobody's who is here, and neither may stop a call that the worker could serve.
 * </ul>
 */
@NullMarked
package io.serai.steps.tokenize;

import org.jspecify.annotations.NullMarked;
