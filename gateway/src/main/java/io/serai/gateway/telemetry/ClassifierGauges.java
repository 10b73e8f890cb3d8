package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.serai.onnx.Agreement;
import io.serai.onnx.HostStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What classifiers are and have done, read at the scrape. */
final class ClassifierGauges implements MultiCollector {
    private final Supplier<HostStats> totals;
    private final Supplier<List<ClassifierSample>> samples;

    ClassifierGauges(Supplier<HostStats> totals, Supplier<List<ClassifierSample>> samples) {
        this.totals = totals;
        this.samples = samples;
    }

    @Override
    public MetricSnapshots collect() {
        var all = new ArrayList<MetricSnapshot>();
        totals(totals.get(), all);
        List<ClassifierSample> now = samples.get();
        all.add(live(now));
        all.add(perClassifier("swaps", "Models that went live in place of another", now, ClassifierSample::swaps));
        all.add(perClassifier("refused", "Models, candidates too, that were refused", now, ClassifierSample::refused));
        all.add(perHead("shadow_compared", "Texts that the candidate has seen too", now, Agreement::compared));
        all.add(perHead("shadow_agreed", "Texts of which both said the same", now, Agreement::agreed));
        return new MetricSnapshots(all);
    }

    private static void totals(HostStats stats, List<MetricSnapshot> all) {
        all.add(gauge("queue", "Texts that wait for an inference thread", (double) stats.waiting()));
        all.add(gauge("cache_bytes", "Memory that the signals of texts seen before take", (double) stats.cacheBytes()));
        all.add(counter("texts", "Texts that a model has answered", (double) stats.answered()));
        all.add(counter("cache_hits", "Texts whose signals were known", (double) stats.cacheHits()));
        all.add(counter("cache_misses", "Texts whose signals were not known", (double) stats.cacheMisses()));
        all.add(counter("deadline_misses", "Questions whose answer would have come too late", (double) stats.late()));
        all.add(counter("overloads", "Questions that met a full queue", (double) stats.overloaded()));
        all.add(counter("shadow_texts", "Texts that candidates have seen", (double) stats.shadowRuns()));
        all.add(counter("shadow_skipped", "Texts that candidates did not see, the queue being long", (double)
                stats.shadowSkipped()));
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name("serai_classify_" + name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static MetricSnapshot counter(String name, String help, double value) {
        return CounterSnapshot.builder()
                .name("serai_classify_" + name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static MetricSnapshot live(List<ClassifierSample> samples) {
        var gauge = GaugeSnapshot.builder().name("serai_classifier_live").help("Which model answers");
        for (ClassifierSample sample : samples) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("classifier", sample.name(), "model", sample.model()))
                    .value(sample.model().equals("none") ? 0 : 1)
                    .build());
        }
        return gauge.build();
    }

    private static MetricSnapshot perClassifier(
            String name, String help, List<ClassifierSample> samples, ToLongFunction<ClassifierSample> value) {
        var counter = CounterSnapshot.builder().name("serai_classifier_" + name).help(help);
        for (ClassifierSample sample : samples) {
            counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("classifier", sample.name()))
                    .value((double) value.applyAsLong(sample))
                    .build());
        }
        return counter.build();
    }

    private static MetricSnapshot perHead(
            String name, String help, List<ClassifierSample> samples, ToLongFunction<Agreement> value) {
        var counter = CounterSnapshot.builder().name("serai_classifier_" + name).help(help);
        for (ClassifierSample sample : samples) {
            sample.agreement()
                    .forEach((head, agreement) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(Labels.of("classifier", sample.name(), "head", head))
                            .value((double) value.applyAsLong(agreement))
                            .build()));
        }
        return counter.build();
    }
}
