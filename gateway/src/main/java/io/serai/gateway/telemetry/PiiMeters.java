package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.serai.gateway.telemetry.PiiSample.Count;
import io.serai.gateway.telemetry.PiiSample.Kind;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was done about personal data, read at the scrape. */
final class PiiMeters implements MultiCollector {
    private final Supplier<PiiSample> samples;

    PiiMeters(Supplier<PiiSample> samples) {
        this.samples = samples;
    }

    @Override
    public MetricSnapshots collect() {
        PiiSample now = samples.get();
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
                failOpen(now));
    }

    private static CounterSnapshot counter(
            PiiSample sample, Kind kind, String name, String help, Function<Count, Labels> labels) {
        var counter = CounterSnapshot.builder().name("serai_pii_" + name).help(help);
        for (Count count : sample.counts()) {
            if (count.kind() == kind) {
                counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels.apply(count))
                        .value((double) count.count())
                        .build());
            }
        }
        return counter.build();
    }

    private static GaugeSnapshot failOpen(PiiSample sample) {
        return GaugeSnapshot.builder()
                .name("serai_pii_fail_open")
                .help("1 while requests pass that cannot be searched for personal data")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(sample.failOpen() ? 1 : 0)
                        .build())
                .build();
    }
}
