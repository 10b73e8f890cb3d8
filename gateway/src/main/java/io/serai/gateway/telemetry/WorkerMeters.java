package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.serai.core.CallTrace;
import io.serai.core.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** Times and tokens of one model on one worker. */
final class WorkerMeters {
    private static final Duration[] FIRST_TOKEN =
            seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60);
    private static final Duration[] PER_TOKEN =
            seconds(0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1);
    private static final Duration[] WHOLE =
            seconds(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600);
    private static final Duration[] QUEUE = seconds(0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60);

    private final Timer firstToken;
    private final Timer perToken;
    private final Timer duration;
    private final Timer queue;
    private final Counter promptTokens;
    private final Counter completionTokens;
    private final Counter cachedTokens;

    WorkerMeters(MeterRegistry registry, String model, String worker) {
        Tags tags = Tags.of("model", model, "worker", worker);
        firstToken = timer("serai.time.to.first.token", tags, FIRST_TOKEN, "Request head to first token, streams")
                .register(registry);
        perToken = timer(
                        "serai.time.per.output.token",
                        tags,
                        PER_TOKEN,
                        "Time between two tokens of a stream, mean of a call")
                .register(registry);
        duration = timer("serai.request.duration", tags, WHOLE, "Request head to last byte")
                .register(registry);
        queue = timer("serai.queue", tags, QUEUE, "Whole request to first dispatch: steps and queue")
                .register(registry);
        promptTokens = counter("serai.prompt.tokens", tags, "Prompt tokens, as workers report them")
                .register(registry);
        completionTokens = counter("serai.completion.tokens", tags, "Generated tokens, as workers report them")
                .register(registry);
        cachedTokens = counter("serai.cached.tokens", tags, "Prompt tokens that workers found in their prefix cache")
                .register(registry);
    }

    /** Everything here, to be taken out of a registry. */
    List<Meter> all() {
        return List.of(firstToken, perToken, duration, queue, promptTokens, completionTokens, cachedTokens);
    }

    void record(CallTrace trace, boolean stream) {
        if (trace.endNanos() != 0) {
            duration.record(trace.endNanos() - trace.receivedNanos(), TimeUnit.NANOSECONDS);
        }
        if (trace.pipelineNanos() != 0 && !trace.attempts().isEmpty()) {
            long firstDispatch = trace.attempts().getFirst().startNanos();
            queue.record(firstDispatch - trace.pipelineNanos(), TimeUnit.NANOSECONDS);
        }
        TokenUsage usage = trace.usage();
        if (usage != null) {
            promptTokens.increment(usage.prompt());
            completionTokens.increment(usage.completion());
            cachedTokens.increment(Math.max(0, usage.cached()));
        }
        // Without a stream the first byte comes with the last: that is no first-token time.
        if (stream && trace.firstTokenNanos() != 0) {
            tokenTimes(trace, usage == null ? trace.events() : usage.completion());
        }
    }

    private void tokenTimes(CallTrace trace, int tokens) {
        firstToken.record(trace.firstTokenNanos() - trace.receivedNanos(), TimeUnit.NANOSECONDS);
        long generation = trace.lastTokenNanos() - trace.firstTokenNanos();
        if (tokens > 1 && generation > 0) {
            perToken.record(generation / (tokens - 1), TimeUnit.NANOSECONDS);
        }
    }

    private static Timer.Builder timer(String name, Tags tags, Duration[] buckets, String description) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).description(description);
    }

    private static Counter.Builder counter(String name, Tags tags, String description) {
        return Counter.builder(name).tags(tags).description(description);
    }

    private static Duration[] seconds(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(s -> Duration.ofNanos(Math.round(s * 1e9)))
                .toArray(Duration[]::new);
    }
}
