package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** Questions to classifiers and what inference threads do for them: times and batches. Thread-safe. */
final class ClassifyMeters {
    private static final Duration[] TIMES = DoubleStream.of(
                    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);

    private static final double[] ROWS = {1, 2, 4, 8};

    private final MeterRegistry registry;
    private final Timer waits;
    private final Timer runs;
    private final DistributionSummary rows;
    private final ConcurrentHashMap<String, Timer> durations = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Failure, Counter> failures = new ConcurrentHashMap<>();

    private record Failure(String reason, boolean refused) {}

    ClassifyMeters(MeterRegistry registry) {
        this.registry = registry;
        this.waits = Timer.builder("serai.classify.wait")
                .description("Time that texts wait for an inference thread")
                .serviceLevelObjectives(TIMES)
                .register(registry);
        this.runs = Timer.builder("serai.classify.run")
                .description("Runs of models; a batch is one run")
                .serviceLevelObjectives(TIMES)
                .register(registry);
        this.rows = DistributionSummary.builder("serai.classify.run.rows")
                .description("Rows of each run: short texts that waited together, or a window of a long one")
                .serviceLevelObjectives(ROWS)
                .register(registry);
    }

    void waited(long nanos) {
        waits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void ran(int batch, long nanos) {
        runs.record(nanos, TimeUnit.NANOSECONDS);
        rows.record(batch);
    }

    void ended(String outcome, long nanos) {
        durations.computeIfAbsent(outcome, this::duration).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(String reason, boolean refused) {
        failures.computeIfAbsent(new Failure(reason, refused), this::failure).increment();
    }

    private Timer duration(String outcome) {
        return Timer.builder("serai.classify.duration")
                .description("Question to answer: waiting, tokenizing and inference, or a look into the cache")
                .serviceLevelObjectives(TIMES)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter failure(Failure key) {
        return Counter.builder("serai.classify.failures")
                .description("Calls that could not be classified, by why")
                .tag("reason", key.reason())
                .tag("result", key.refused() ? "refused" : "passed")
                .register(registry);
    }
}
