package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.serai.steps.pii.PiiCounts;
import io.serai.steps.pii.PiiCounts.Count;
import io.serai.steps.pii.PiiCounts.Kind;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What was done about personal data, read at the scrape. */
final class PiiMeters implements MultiCollector {
    private final PiiCounts counts;
    private final BooleanSupplier failOpen;

    PiiMeters(PiiCounts counts, BooleanSupplier failOpen) {
        this.counts = counts;
        this.failOpen = failOpen;
    }

    @Override
    public MetricSnapshots collect() {
        List<Count> now = counts.all();
        return MetricSnapshots.of(
                counter(
                        now,
                        Kind.REQUESTS,
                        "requests",
                        "Requests searched for personal data, by what became of them",
                        it -> Labels.of("action", it.action())),
                counter(
                        now,
                        Kind.FOUND,
                        "found",
                        "Pieces of personal data in requests",
                        it -> Labels.of("type", it.label(), "action", it.action())),
                counter(
                        now,
                        Kind.ANSWERED,
                        "answer_found",
                        "Pieces of personal data in answers that were not in the request",
                        it -> Labels.of("type", it.label(), "action", it.action())),
                counter(
                        now,
                        Kind.FAILURES,
                        "failures",
                        "Requests that could not be searched for personal data, and whether they passed",
                        it -> Labels.of("reason", it.label(), "result", it.action())),
                open());
    }

    private static CounterSnapshot counter(
            List<Count> counts, Kind kind, String name, String help, Function<Count, Labels> labels) {
        var counter = CounterSnapshot.builder().name("serai_pii_" + name).help(help);
        for (Count count : counts) {
            if (count.kind() == kind) {
                counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels.apply(count))
                        .value((double) count.count())
                        .build());
            }
        }
        return counter.build();
    }

    private GaugeSnapshot open() {
        return GaugeSnapshot.builder()
                .name("serai_pii_fail_open")
                .help("1 while requests pass that cannot be searched for personal data")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(failOpen.getAsBoolean() ? 1 : 0)
                        .build())
                .build();
    }
}
