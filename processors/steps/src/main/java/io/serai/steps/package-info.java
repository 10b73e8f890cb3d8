/**
 * The steps of a pipeline: Camel components with the schemes {@code llm-*}, thin adapters over plain classes.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.http.PathTable} (what a request's path leads to), then
 * {@link io.serai.steps.dispatch.Dispatcher} (what {@code llm-dispatch} does).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A step runs on the event loop of its call and must return at once.
 *   <li>Its exchange carries the {@link io.serai.core.InferenceCall} as a property: see {@link io.serai.steps.Calls}.
 *       The message body is the client's bytes until a step replaces it.
 *   <li>A pipeline is over when the reply's head is there; the ingress writes the stream.
 * </ul>
 */
@NullMarked
package io.serai.steps;

import org.jspecify.annotations.NullMarked;
