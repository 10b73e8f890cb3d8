/**
 * The steps that ask classifiers: what a call is about goes on the call as signals, or, for {@code /v1/classify}, to the
 * client.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.classify.SignalsProducer} and {@link io.serai.steps.classify.AnswerProducer}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A plain call must not pay: unless something behind the step looks at signals, not even its text is searched for.
 *   <li>What is classified is the text of the last user message alone, cut nowhere: the semantic cache compares its
 *       embedding, and half a text would be another one's.
 *   <li>Answers come on inference threads; everything else happens on the call's event loop.
 *   <li>Text of a request is in no message and no label.
 * </ul>
 */
@NullMarked
package io.serai.steps.classify;

import org.jspecify.annotations.NullMarked;
