package io.serai.gateway;

import io.serai.fleet.BreakerState;
import io.serai.fleet.Fleet;
import io.serai.fleet.WorkerStatus;
import io.serai.fleet.admission.Admission;
import io.serai.gateway.ingress.OpenCalls;
import io.serai.gateway.telemetry.FleetView;
import io.serai.gateway.telemetry.WorkerSample;
import java.util.List;

/** Shows the fleet to the metrics. */
record FleetSamples(Fleet fleet, Admission admission, OpenCalls openCalls) implements FleetView {
    @Override
    public List<WorkerSample> workers() {
        return fleet.list().stream().map(FleetSamples::sample).toList();
    }

    private static WorkerSample sample(WorkerStatus worker) {
        String model = worker.models().isEmpty() ? "" : worker.models().first();
        return new WorkerSample(
                worker.id(), model, worker.state().key(), breaker(worker.breaker()), worker.inFlight(), worker.load());
    }

    private static WorkerSample.Breaker breaker(BreakerState state) {
        return switch (state) {
            case BreakerState.Closed ignored -> WorkerSample.Breaker.CLOSED;
            case BreakerState.HalfOpen ignored -> WorkerSample.Breaker.HALF_OPEN;
            case BreakerState.Open ignored -> WorkerSample.Breaker.OPEN;
        };
    }

    @Override
    public int running() {
        return openCalls.running();
    }

    @Override
    public int queued() {
        return admission.queued();
    }
}
