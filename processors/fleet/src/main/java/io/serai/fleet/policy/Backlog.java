package io.serai.fleet.policy;

import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;

/** What is in front of a new call at a worker. */
final class Backlog {
    private static final double LEAST_WEIGHT = 1e-6;

    private Backlog() {}

    /**
     * Calls at the worker: what the engine last said, of this gateway and of others, and what this gateway has sent
     * since. The calls in flight alone where they are more: an engine's report may be older than its work.
     */
    static int calls(WorkerView worker) {
        return calls(worker.inFlight(), worker.load());
    }

    static int calls(int inFlight, WorkerLoad load) {
        if (load.observedNanos() == 0) {
            return inFlight;
        }
        return Math.max(inFlight, load.running() + load.waiting() + inFlight - load.inFlightThen());
    }

    /** Load that the worker would have with one more call, relative to its weight. */
    static double withOneMore(WorkerView worker) {
        return (calls(worker) + 1) / weight(worker);
    }

    /** Weight, never 0. */
    static double weight(WorkerView worker) {
        return Math.max(LEAST_WEIGHT, worker.weight());
    }
}
