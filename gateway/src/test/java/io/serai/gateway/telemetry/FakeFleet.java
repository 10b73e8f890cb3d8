package io.serai.gateway.telemetry;

import io.serai.core.WorkerLoad;
import java.util.List;

/** A fleet as a test sets it. */
final class FakeFleet implements FleetView {
    List<WorkerSample> workers = List.of();
    int running;
    int queued;

    static WorkerSample worker(String id) {
        return new WorkerSample(id, "m", "ready", WorkerSample.Breaker.CLOSED, 0, WorkerLoad.UNKNOWN);
    }

    @Override
    public List<WorkerSample> workers() {
        return workers;
    }

    @Override
    public int running() {
        return running;
    }

    @Override
    public int queued() {
        return queued;
    }
}
