package io.serai.gateway;

import io.serai.gateway.models.LanguageCatalogue;
import io.serai.gateway.models.LanguageStatus;
import io.serai.gateway.telemetry.TokenCacheSample;
import io.serai.tokens.cache.CacheStats;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows the token cache to the metrics. */
record TokenSamples(LanguageCatalogue languages) implements Supplier<List<TokenCacheSample>> {
    @Override
    public List<TokenCacheSample> get() {
        return languages.all().stream().flatMap(TokenSamples::sample).toList();
    }

    private static Stream<TokenCacheSample> sample(LanguageStatus status) {
        CacheStats stats = status.cache();
        return stats == null
                ? Stream.empty()
                : Stream.of(new TokenCacheSample(
                        status.model(),
                        stats.hits(),
                        stats.partialHits(),
                        stats.misses(),
                        stats.cachedTokens(),
                        stats.encodedTokens(),
                        stats.bytes(),
                        stats.entries(),
                        stats.evictions()));
    }
}
