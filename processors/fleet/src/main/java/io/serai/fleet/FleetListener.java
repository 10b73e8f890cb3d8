package io.serai.fleet;

/** Hears of changes in the fleet, for metrics and logs. Called on whatever thread made the change; must be quick. */
public interface FleetListener {
    /**
     * A worker went to another state.
     *
     * @param reason why, for people; may name addresses
     */
    void stateChanged(String workerId, WorkerState from, WorkerState to, String reason);

    /** A worker's breaker opened, half-opened or closed. */
    default void breakerChanged(String workerId, BreakerState from, BreakerState to) {}
}
