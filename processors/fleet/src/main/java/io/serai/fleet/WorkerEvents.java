package io.serai.fleet;

/** What a worker tells its fleet. */
interface WorkerEvents {
    void stateChanged(Worker worker, WorkerState from, WorkerState to, String reason);

    void breakerChanged(Worker worker, BreakerState from, BreakerState to);
}
