package io.serai.fleet;

import java.time.Instant;

/** A worker's circuit breaker, as seen from outside. */
public sealed interface BreakerState {
    /** Lower-case name for metrics and the admin API. */
    default String key() {
        return switch (this) {
            case Closed _ -> "closed";
            case Open _ -> "open";
            case HalfOpen _ -> "half_open";
        };
    }

    /** All calls pass. */
    record Closed() implements BreakerState {}

    /**
     * No call passes.
     *
     * @param until when a few are let in to try
     */
    record Open(Instant until) implements BreakerState {}

    /**
     * A few calls pass to find out whether the worker is well.
     *
     * @param permitsLeft how many more may start now
     */
    record HalfOpen(int permitsLeft) implements BreakerState {}
}
