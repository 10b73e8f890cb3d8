package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.core.CallTrace;
import io.serai.core.TokenUsage;
import java.util.concurrent.ConcurrentHashMap;

/** What reading and writing a model's language came to: our count of tokens beside the worker's, output parsed. */
final class LanguageMeters {
    /** Nothing between 0 and 1 is ever recorded: the first bucket holds the prompts on which both counts agree. */
    private static final double[] TOKENS = {0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    private final MeterRegistry registry;
    private final ConcurrentHashMap<String, DistributionSummary> drift = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Counter> reasoning = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Counter> malformed = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Failure, Counter> failures = new ConcurrentHashMap<>();

    private record Failure(String code, String model) {}

    LanguageMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Costs a few comparisons for a call whose model has no language. */
    void ended(CallTrace trace, String model) {
        TokenUsage usage = trace.usage();
        if (trace.promptTokens() >= 0 && usage != null && usage.prompt() > 0) {
            drift.computeIfAbsent(model, this::drift).record(Math.abs(trace.promptTokens() - usage.prompt()));
        }
        if (trace.reasoningTokens() > 0) {
            reasoning.computeIfAbsent(model, this::reasoning).increment(trace.reasoningTokens());
        }
        if (trace.malformedOutput() > 0) {
            malformed.computeIfAbsent(model, this::malformed).increment(trace.malformedOutput());
        }
        if (!trace.promptFailure().isEmpty()) {
            failures.computeIfAbsent(new Failure(trace.promptFailure(), model), this::failure)
                    .increment();
        }
    }

    private DistributionSummary drift(String model) {
        return DistributionSummary.builder("serai.prompt.token.drift")
                .description("Tokens between our count of a prompt and the worker's, either way")
                .serviceLevelObjectives(TOKENS)
                .tag("model", model)
                .register(registry);
    }

    private Counter reasoning(String model) {
        return Counter.builder("serai.reasoning.tokens")
                .description("Reasoning tokens that the gateway took out of raw output")
                .tag("model", model)
                .register(registry);
    }

    private Counter malformed(String model) {
        return Counter.builder("serai.parse.malformed")
                .description("Calls or blocks of models' output that could not be read as what they began as")
                .tag("model", model)
                .register(registry);
    }

    private Counter failure(Failure key) {
        return Counter.builder("serai.tokenize.failures")
                .description("Prompts that went to a worker without being tokenised, by why")
                .tag("code", key.code())
                .tag("model", key.model())
                .register(registry);
    }
}
