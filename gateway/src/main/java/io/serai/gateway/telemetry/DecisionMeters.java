package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.core.ModelDecision;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the decisions of routing tables. */
final class DecisionMeters {
    /** Names of tables and rules come from the configuration; edits of it may bring new ones for ever. */
    private static final int MOST_NAMES = 1000;

    private final MeterRegistry registry;
    private final LabelLimit names = new LabelLimit(MOST_NAMES);
    private final ConcurrentHashMap<Key, Counter> decisions = new ConcurrentHashMap<>();

    private record Key(String table, String rule, String model) {}

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void made(@Nullable ModelDecision decision) {
        if (decision != null) {
            var key = new Key(
                    names.label(decision.requested()), names.label(decision.rule()), names.label(decision.model()));
            decisions.computeIfAbsent(key, this::counter).increment();
        }
    }

    private Counter counter(Key key) {
        return Counter.builder("serai.routing.decisions")
                .description("Calls whose model a routing table chose, by table and rule")
                .tag("table", key.table())
                .tag("rule", key.rule())
                .tag("model", key.model())
                .register(registry);
    }
}
