package io.serai.gateway.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The token cache's figures, read at the scrape: a model that is gone is gone from the scrape. */
final class TokenCacheMeters implements MultiCollector {
    private final Supplier<List<TokenCacheSample>> samples;

    TokenCacheMeters(Supplier<List<TokenCacheSample>> samples) {
        this.samples = samples;
    }

    @Override
    public MetricSnapshots collect() {
        List<TokenCacheSample> now = samples.get();
        return MetricSnapshots.of(
                counter("hits", "Texts of which nothing had to be tokenised", now, TokenCacheSample::hits),
                counter("partial_hits", "Texts of which a part was known", now, TokenCacheSample::partialHits),
                counter("misses", "Texts of which nothing was known", now, TokenCacheSample::misses),
                counter("cached_tokens", "Tokens that came from the cache", now, TokenCacheSample::cachedTokens),
                counter("encoded_tokens", "Tokens that had to be made", now, TokenCacheSample::encodedTokens),
                counter("evictions", "Parts of texts dropped for lack of room", now, TokenCacheSample::evictions),
                gauge("bytes", "Memory that the model's texts take", now, TokenCacheSample::bytes),
                gauge("entries", "Parts of texts held", now, TokenCacheSample::entries));
    }

    private static CounterSnapshot counter(
            String name, String help, List<TokenCacheSample> samples, ToDoubleFunction<TokenCacheSample> value) {
        var counter =
                CounterSnapshot.builder().name("serai_tokenizer_cache_" + name).help(help);
        for (TokenCacheSample sample : samples) {
            counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of("model", sample.model()))
                    .value(value.applyAsDouble(sample))
                    .build());
        }
        return counter.build();
    }

    private static GaugeSnapshot gauge(
            String name, String help, List<TokenCacheSample> samples, ToDoubleFunction<TokenCacheSample> value) {
        var gauge =
                GaugeSnapshot.builder().name("serai_tokenizer_cache_" + name).help(help);
        for (TokenCacheSample sample : samples) {
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("model", sample.model()))
                    .value(value.applyAsDouble(sample))
                    .build());
        }
        return gauge.build();
    }
}
