package io.serai.gateway;

import io.serai.core.Api;
import io.serai.core.SignalNeeds;
import io.serai.gateway.config.SeraiConfig;
import io.serai.gateway.telemetry.ResponseCacheSample;
import io.serai.steps.cache.ResponseCache;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** Answers that are given again. */
record Responses(ResponseCache cache) implements Supplier<ResponseCacheSample> {
    private static final Set<String> EMBEDDING = Set.of("embedding");

    static Responses of(SeraiConfig initial) {
        return new Responses(new ResponseCache(SettingsMapping.responses(initial), System::nanoTime));
    }

    /** Adds the bean that steps look up. */
    void bind(Registry beans) {
        beans.bind("responses", ResponseCache.class, cache);
    }

    /** What {@code others} need, and what comparing chats by their meaning needs. */
    SignalNeeds needs(SignalNeeds others) {
        return call -> {
            Set<String> heads = others.heads(call);
            if (!cache.semantic() || call.api() != Api.CHAT) {
                return heads;
            }
            if (heads.isEmpty()) {
                return EMBEDDING;
            }
            var all = new HashSet<>(heads);
            all.addAll(EMBEDDING);
            return all;
        };
    }

    @Override
    public ResponseCacheSample get() {
        ResponseCache.Stats now = cache.stats();
        return new ResponseCacheSample(
                now.exact(), now.semantic(), now.misses(), now.evicted(), now.bytes(), now.entries());
    }
}
