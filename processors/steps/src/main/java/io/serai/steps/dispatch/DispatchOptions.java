package io.serai.steps.dispatch;

import io.serai.core.Timeouts;
import org.jspecify.annotations.Nullable;

/**
 * What a route says about one {@code llm-dispatch} step.
 *
 * @param path     path at the worker; empty for the client's
 * @param anyModel whether any worker will do, whatever model it serves
 * @param attempts at most so many workers are tried; 0 for the configured number
 * @param timeouts limits; null for the configured ones
 */
public record DispatchOptions(
        String path,
        boolean anyModel,
        int attempts,
        @Nullable Timeouts timeouts) {
    /** As configured. */
    public static final DispatchOptions DEFAULT = new DispatchOptions("", false, 0, null);
}
