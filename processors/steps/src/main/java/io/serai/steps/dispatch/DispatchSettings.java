package io.serai.steps.dispatch;

import io.serai.core.Timeouts;
import io.serai.fleet.RetryPolicy;

/**
 * Settings of the dispatcher; replaced as a whole on a reload.
 *
 * @param timeouts          limits of an exchange with a worker
 * @param retry             how often and when another worker is tried
 * @param forwardClientKey  whether the client's own key goes to the worker
 */
public record DispatchSettings(Timeouts timeouts, RetryPolicy retry, boolean forwardClientKey) {}
