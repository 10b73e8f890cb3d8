package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/** The response cache's figures, read at the scrape. */
final class ResponseCacheMeters implements MultiCollector {
    private final Supplier<ResponseCacheSample> cache;

    ResponseCacheMeters(Supplier<ResponseCacheSample> cache) {
        this.cache = cache;
    }

    @Override
    public MetricSnapshots collect() {
        ResponseCacheSample now = cache.get();
        return MetricSnapshots.of(
                named("hits", "Chats answered from the cache, by how their request was the same")
                        .dataPoint(point(Labels.of("match", "exact"), now.exact()))
                        .dataPoint(point(Labels.of("match", "semantic"), now.semantic()))
                        .build(),
                named("misses", "Chats looked up in vain")
                        .dataPoint(point(Labels.EMPTY, now.misses()))
                        .build(),
                named("evictions", "Answers dropped for lack of room")
                        .dataPoint(point(Labels.EMPTY, now.evicted()))
                        .build(),
                gauge("bytes", "Memory that answers take", now.bytes()),
                gauge("entries", "Answers held", now.entries()));
    }

    private static CounterSnapshot.Builder named(String name, String help) {
        return CounterSnapshot.builder().name("serai_response_cache_" + name).help(help);
    }

    private static CounterDataPointSnapshot point(Labels labels, long value) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name("serai_response_cache_" + name)
                .help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value((double) value)
                        .build())
                .build();
    }
}
