/**
 * Step {@code llm-model}: a call that asks for a routing table's name gets the model that the table's rules choose.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.steps.model.LlmModelEndpoint}; the rules themselves are in {@link io.serai.fleet.choice}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>The body of the message and that of the call must change together: {@link io.serai.steps.RouteEdits} takes a
 *       difference for an edit of the route and would undo the choice.
 *   <li>The step stands behind those that mask and classify, and before all that look at the model.
 * </ul>
 */
@NullMarked
package io.serai.steps.model;

import org.jspecify.annotations.NullMarked;
