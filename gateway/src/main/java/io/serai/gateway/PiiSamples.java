package io.serai.gateway;

import io.serai.gateway.telemetry.PiiSample;
import io.serai.steps.pii.PiiGuard;
import java.util.function.Supplier;

/** Shows what was done about personal data to the metrics. */
record PiiSamples(PiiGuard guard) implements Supplier<PiiSample> {
    @Override
    public PiiSample get() {
        var counts = guard.counts().all().stream()
                .map(it -> new PiiSample.Count(
                        PiiSample.Kind.valueOf(it.kind().name()), it.label(), it.action(), it.count()))
                .toList();
        return new PiiSample(guard.failsOpenAnywhere(), counts);
    }
}
