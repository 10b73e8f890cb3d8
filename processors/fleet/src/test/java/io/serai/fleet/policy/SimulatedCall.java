package io.serai.fleet.policy;

import io.serai.core.RoutingRequest;

/**
 * A call on its way through the {@link TraceSimulator}.
 *
 * @param conversation whose turn it is
 * @param arrived      milliseconds
 * @param blocks       the prompt in the blocks of an engine's cache
 */
record SimulatedCall(Conversation conversation, double arrived, RoutingRequest request, long[] blocks) {}
