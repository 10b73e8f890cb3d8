package io.serai.gateway.telemetry;

import io.serai.core.WorkerLoad;

/**
 * One worker at the moment of a scrape.
 *
 * @param id       stable id
 * @param model    model it serves; empty while unknown
 * @param state    name of its state, lower snake case
 * @param breaker  its circuit breaker
 * @param inFlight calls of this gateway now at the worker
 * @param load     what the engine last said of itself; {@link WorkerLoad#UNKNOWN} hides the load gauges
 */
public record WorkerSample(String id, String model, String state, Breaker breaker, int inFlight, WorkerLoad load) {
    /** Breaker states. */
    public enum Breaker {
        /** Calls pass. */
        CLOSED(0),
        /** A few probes pass. */
        HALF_OPEN(1),
        /** Nothing passes. */
        OPEN(2);

        private final int gauge;

        Breaker(int gauge) {
            this.gauge = gauge;
        }

        /** Value of the gauge. */
        int gauge() {
            return gauge;
        }
    }
}
