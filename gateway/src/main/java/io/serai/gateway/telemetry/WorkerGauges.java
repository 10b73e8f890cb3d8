package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of every worker, made at the scrape from one look at the fleet: a worker that is gone is gone from the
 * scrape, and nothing is kept in between.
 */
final class WorkerGauges implements MultiCollector {
    private final FleetView fleet;

    WorkerGauges(FleetView fleet) {
        this.fleet = fleet;
    }

    @Override
    public MetricSnapshots collect() {
        // A label set given twice would fail the whole scrape.
        var byId = new LinkedHashMap<String, WorkerSample>();
        fleet.workers().forEach(worker -> byId.putIfAbsent(worker.id(), worker));
        Collection<WorkerSample> workers = byId.values();
        var reporting = workers.stream()
                .filter(worker -> worker.load().observedNanos() != 0)
                .toList();
        return MetricSnapshots.of(
                states(workers),
                gauge("serai_worker_in_flight", "Calls of this gateway at the worker", workers, WorkerSample::inFlight),
                gauge(
                        "serai_worker_breaker_state",
                        "0 closed, 1 half-open, 2 open",
                        workers,
                        worker -> worker.breaker().gauge()),
                gauge(
                        "serai_worker_load_running",
                        "Requests the engine generates",
                        reporting,
                        worker -> worker.load().running()),
                gauge(
                        "serai_worker_load_waiting",
                        "Requests that wait in the engine",
                        reporting,
                        worker -> worker.load().waiting()),
                gauge(
                        "serai_worker_load_token_usage",
                        "Share of the engine's KV cache in use, 0 to 1",
                        reporting,
                        worker -> worker.load().tokenUsage()));
    }

    private static GaugeSnapshot states(Collection<WorkerSample> workers) {
        var gauge = GaugeSnapshot.builder().name("serai_worker_state").help("1 for the state the worker is in");
        for (WorkerSample worker : workers) {
            gauge.dataPoint(point(
                    Labels.of("worker", worker.id(), "model", labelled(worker.model()), "state", worker.state()), 1));
        }
        return gauge.build();
    }

    private static GaugeSnapshot gauge(
            String name, String help, Collection<WorkerSample> workers, ToDoubleFunction<WorkerSample> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (WorkerSample worker : workers) {
            gauge.dataPoint(point(Labels.of("worker", worker.id()), value.applyAsDouble(worker)));
        }
        return gauge.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }

    private static String labelled(String model) {
        return model.isEmpty() ? LabelLimit.NONE : model;
    }
}
