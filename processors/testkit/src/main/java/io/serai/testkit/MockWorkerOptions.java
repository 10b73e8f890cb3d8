package io.serai.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a mock worker behaves. Start from {@link #builder()}; the defaults are a fast SGLang worker without a cache.
 *
 * @param host address to bind
 * @param port port to bind; 0 picks a free one
 * @param engine the engine it looks like
 * @param models names it serves; the first is used where a request names none
 * @param apiKey bearer key it demands, or null for none
 * @param firstToken time from the end of the prefill to the first token
 * @param tokenInterval time from one token to the next
 * @param prefillTokensPerSecond speed of the prefill of uncached tokens; 0 makes it free
 * @param serialPrefill whether requests wait, first come first served, for each other's prefill
 * @param outputTokens tokens of an answer; a request that asks for fewer gets fewer
 * @param cacheTokens capacity of the prefix cache in tokens; 0 switches it off, {@link Long#MAX_VALUE} has no limit
 * @param blockTokens tokens of one cache block
 * @param contextLength most tokens of prompt and asked answer together; more is a 400
 * @param maxRunning most requests worked on at a time; others wait
 * @param queueLimit most requests that wait; more is a 503
 * @param threads event loops
 * @param keptBodyBytes how much of a body {@link MockWorker#lastRequest()} keeps
 * @param embeddingDimensions width of an embedding when the request does not say
 * @param answer what completions say, a token each: raw text of a model, markers and all; empty for the usual words
 * @param echo whether an answer repeats the last text of its prompt
 */
public record MockWorkerOptions(
        String host,
        int port,
        EngineKind engine,
        List<String> models,
        @Nullable String apiKey,
        Duration firstToken,
        Duration tokenInterval,
        double prefillTokensPerSecond,
        boolean serialPrefill,
        int outputTokens,
        long cacheTokens,
        int blockTokens,
        int contextLength,
        int maxRunning,
        int queueLimit,
        int threads,
        int keptBodyBytes,
        int embeddingDimensions,
        List<String> answer,
        boolean echo) {

    /** Checks the ranges; messages name the flag of the program. */
    public MockWorkerOptions {
        requireNonNull(host, "host");
        models = List.copyOf(models);
        answer = List.copyOf(answer);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("--model is missing; name at least one model");
        }
        inRange("--port", port, 0, 65_535);
        notNegative("--first-token-ms", firstToken);
        notNegative("--token-ms", tokenInterval);
        if (!(prefillTokensPerSecond >= 0)) {
            throw invalid("--prefill-tokens-per-second", prefillTokensPerSecond, "0 (free) or more");
        }
        inRange("--output-tokens", outputTokens, 0, 10_000_000);
        inRange("--cache-tokens", cacheTokens, 0, Long.MAX_VALUE);
        inRange("--block-tokens", blockTokens, 1, 65_536);
        inRange("--context-length", contextLength, 1, Integer.MAX_VALUE);
        inRange("--max-running", maxRunning, 1, Integer.MAX_VALUE);
        inRange("--queue-limit", queueLimit, 0, Integer.MAX_VALUE);
        inRange("--threads", threads, 1, 256);
        inRange("--keep-body-bytes", keptBodyBytes, 0, 1 << 30);
        inRange("--embedding-dimensions", embeddingDimensions, 1, 65_536);
        if (echo && !answer.isEmpty()) {
            throw invalid("--echo", true, "false, or leave out --answer");
        }
    }

    /** A builder with the defaults. */
    public static MockWorkerOptionsBuilder builder() {
        return new MockWorkerOptionsBuilder();
    }

    /** The defaults: SGLang, model {@code mock-model}, no delays, 16 tokens an answer, no cache. */
    public static MockWorkerOptions defaults() {
        return builder().build();
    }

    private static void inRange(String flag, long value, long min, long max) {
        if (value < min || value > max) {
            throw invalid(flag, value, "%d to %d".formatted(min, max));
        }
    }

    private static void notNegative(String flag, Duration value) {
        if (value.isNegative()) {
            throw invalid(flag, value, "0 or more");
        }
    }

    private static IllegalArgumentException invalid(String flag, Object was, String wanted) {
        return new IllegalArgumentException("%s is %s; set it to %s".formatted(flag, was, wanted));
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "MockWorkerOptions[%s on %s:%d, models=%s, apiKey=%s]"
                .formatted(engine, host, port, models, apiKey == null ? "none" : "set");
    }
}
