package io.serai.fleet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a worker; null leaves a part as it is. The address cannot be patched: another address is another worker,
 * see {@link Fleet#replace}.
 *
 * @param apiKey        new key; empty text removes it
 * @param models        new model map; an empty one means "ask the worker"
 * @param engine        new software
 * @param labels        new labels, all of them
 * @param priority      new class
 * @param weight        new share
 * @param cost          new price
 * @param maxInFlight   new limit; 0 removes it
 * @param contextLength new length; 0 means "ask the worker"
 */
public record WorkerPatch(
        @Nullable String apiKey,
        @Nullable Map<String, String> models,
        @Nullable EngineType engine,
        @Nullable Map<String, String> labels,
        @Nullable Integer priority,
        @Nullable Double weight,
        @Nullable Double cost,
        @Nullable Integer maxInFlight,
        @Nullable Integer contextLength) {
    /** Changes nothing. */
    public static final WorkerPatch NONE = new WorkerPatch(null, null, null, null, null, null, null, null, null);

    /**
     * The patched specification.
     *
     * @throws IllegalArgumentException if a new value is out of range
     */
    public WorkerSpec applyTo(WorkerSpec spec) {
        var to = spec.toBuilder();
        if (apiKey != null) {
            to.apiKey(apiKey.isEmpty() ? null : apiKey);
        }
        return to.models(or(models, spec.models()))
                .engine(or(engine, spec.engine()))
                .labels(or(labels, spec.labels()))
                .priority(or(priority, spec.priority()))
                .weight(or(weight, spec.weight()))
                .cost(or(cost, spec.cost()))
                .maxInFlight(or(maxInFlight, spec.maxInFlight()))
                .contextLength(or(contextLength, spec.contextLength()))
                .build();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WorkerPatch[apiKey=%s, models=%s, engine=%s, labels=%s, priority=%s, weight=%s, cost=%s, maxInFlight=%s, contextLength=%s]"
                .formatted(
                        apiKey == null ? "unchanged" : "(hidden)",
                        models,
                        engine,
                        labels,
                        priority,
                        weight,
                        cost,
                        maxInFlight,
                        contextLength);
    }

    private static <T> T or(@Nullable T changed, T old) {
        return changed == null ? old : changed;
    }
}
