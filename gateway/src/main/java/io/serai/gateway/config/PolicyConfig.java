package io.serai.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a worker is picked.
 *
 * @param name                   which policy
 * @param prefillTokensPerSecond of a worker, until its own figure is known; for {@code cache-aware}
 * @param indexSize              memory of the prefix tree of one model; for {@code cache-aware}
 * @param workerCacheTokens      size of a worker's KV cache; 0: not known, no limit; for {@code cache-aware}
 * @param runningRequestMillis   delay that a running request means for a new one; for {@code cache-aware}
 * @param waitingRequestMillis   delay that a request waiting in the engine means for a new one; for {@code cache-aware}
 * @param loadFactor             how far above its share of the calls a worker may be; for {@code prefix-hash}
 * @param prefixTokens           how much of the prompt is hashed, at least 32; for both hash policies
 * @param bucketLoadFactor       how far above its share of the tokens a worker may be; for {@code bucket}
 * @param bucketAdaptEvery       calls after which the bounds follow the lengths seen; for {@code bucket}
 * @param stickyChoice           how a new routing key gets its worker; for {@code manual}
 * @param stickyIdle             how long an unused routing key is remembered; for {@code manual}
 * @param stickyKeys             how many routing keys are remembered; for {@code manual}
 */
public record PolicyConfig(
        PolicyName name,
        int prefillTokensPerSecond,
        Size indexSize,
        int workerCacheTokens,
        double runningRequestMillis,
        double waitingRequestMillis,
        double loadFactor,
        int prefixTokens,
        double bucketLoadFactor,
        int bucketAdaptEvery,
        StickyChoice stickyChoice,
        Duration stickyIdle,
        int stickyKeys) {

    /** How a new routing key gets its worker. */
    public enum StickyChoice {
        /** The one with fewest calls for its weight. */
        LEAST_LOAD,
        /** At random, by weight. */
        RANDOM
    }

    private static final Type<Integer> COUNT = Types.integer(1, Integer.MAX_VALUE);

    static final Option<PolicyName> NAME = Option.of(
                    "name",
                    Types.choice(
                            List.of(PolicyName.values()), Map.of("consistent-hashing", PolicyName.CONSISTENT_HASH)),
                    "How the worker of a call is picked. The SGLang router's spellings (`cache_aware`) are accepted.")
            .or("cache-aware")
            .flags(Flag.of("--policy", "NAME"));
    static final Option<Integer> PREFILL_TOKENS_PER_SECOND = Option.of(
                    "prefill-tokens-per-second",
                    COUNT,
                    "`cache-aware`: prompt tokens that a worker computes in a second. Turns uncached tokens into time.")
            .or("8000");
    static final Option<Size> INDEX_BYTES = Option.of(
                    "index-bytes",
                    Types.size(1 << 20, 1L << 36),
                    "`cache-aware`: memory for the prefixes remembered of one model. The oldest go first.")
            .or("64MiB");
    static final Option<Integer> WORKER_CACHE_TOKENS = Option.of(
                    "worker-cache-tokens",
                    Types.integer(0, Integer.MAX_VALUE),
                    "`cache-aware`: tokens that fit into a worker's KV cache. Older prefixes count as evicted there;"
                            + " `0` is not known.")
            .or("0");
    static final Option<Double> RUNNING_REQUEST_MS = Option.of(
                    "running-request-ms",
                    Types.decimal(0, 60_000),
                    "`cache-aware`: milliseconds by which a request that is running delays a new one.")
            .or("5");
    static final Option<Double> WAITING_REQUEST_MS = Option.of(
                    "waiting-request-ms",
                    Types.decimal(0, 60_000),
                    "`cache-aware`: milliseconds by which a request that waits in the engine delays a new one, above the"
                            + " time for its tokens.")
            .or("5");
    static final Option<Double> LOAD_FACTOR = Option.of(
                    "load-factor",
                    Types.decimal(1, 1000),
                    "`prefix-hash`: a worker with more than so many times its share of the calls is passed over.")
            .or("1.25");
    static final Option<Integer> PREFIX_TOKENS = Option.of(
                    "prefix-tokens",
                    Types.integer(32, Integer.MAX_VALUE),
                    "`prefix-hash`, and `consistent-hash` for calls without a routing key: tokens at the beginning of the"
                            + " prompt that are hashed.")
            .or("256");
    static final Option<Double> BUCKET_LOAD_FACTOR = Option.of(
                    "bucket-load-factor",
                    Types.decimal(1, 1000),
                    "`bucket`: a bucket's workers are left for others while they have more than so many times their share"
                            + " of the tokens to read.")
            .or("1.5");
    static final Option<Integer> BUCKET_ADAPT_EVERY = Option.of(
                    "bucket-adapt-every",
                    COUNT,
                    "`bucket`: calls after which the bounds of the buckets follow the lengths seen.")
            .or("64");
    static final Option<StickyChoice> STICKY_CHOICE = Option.of(
                    "sticky-choice",
                    Types.choice(List.of(StickyChoice.values()), Map.of("min-load", StickyChoice.LEAST_LOAD)),
                    "`manual`: how a new routing key gets its worker.")
            .or("least-load")
            .flags(Flag.of("--assignment-mode", "MODE"));
    static final Option<Duration> STICKY_IDLE = Option.of(
                    "sticky-idle",
                    Types.duration(Duration.ofSeconds(1)),
                    "`manual`: how long a routing key that is not used keeps its worker.")
            .or("1h")
            .flags(Flag.of("--max-idle-secs", Flag.Form.SECONDS));
    static final Option<Integer> STICKY_KEYS = Option.of(
                    "sticky-keys", COUNT, "`manual`: routing keys remembered at most. The longest unused go first.")
            .or("100000");

    static final Section<PolicyConfig> SECTION = Section.of(
            "How the worker of a call is picked. Each setting names the policies that use it.",
            PolicyConfig::of,
            NAME,
            PREFILL_TOKENS_PER_SECOND,
            INDEX_BYTES,
            WORKER_CACHE_TOKENS,
            RUNNING_REQUEST_MS,
            WAITING_REQUEST_MS,
            LOAD_FACTOR,
            PREFIX_TOKENS,
            BUCKET_LOAD_FACTOR,
            BUCKET_ADAPT_EVERY,
            STICKY_CHOICE,
            STICKY_IDLE,
            STICKY_KEYS);

    private static PolicyConfig of(Values v) {
        return new PolicyConfig(
                v.get(NAME),
                v.get(PREFILL_TOKENS_PER_SECOND),
                v.get(INDEX_BYTES),
                v.get(WORKER_CACHE_TOKENS),
                v.get(RUNNING_REQUEST_MS),
                v.get(WAITING_REQUEST_MS),
                v.get(LOAD_FACTOR),
                v.get(PREFIX_TOKENS),
                v.get(BUCKET_LOAD_FACTOR),
                v.get(BUCKET_ADAPT_EVERY),
                v.get(STICKY_CHOICE),
                v.get(STICKY_IDLE),
                v.get(STICKY_KEYS));
    }
}
