package io.serai.fleet.policy;

/**
 * What {@code cache-aware} believes of its workers. The costs are estimates in milliseconds; what counts is their
 * proportion to each other, so rough values serve well.
 *
 * @param prefillTokensPerSecond how fast a worker reads tokens that it has not cached
 * @param runningRequestMillis   what each running request adds to a new call
 * @param waitingRequestMillis   what each request that waits in the engine adds, above its tokens
 * @param indexBytes             memory that the index of prefixes may use, per model
 * @param workerCacheTokens      tokens that a worker's cache holds, so that the index forgets what the worker has
 *                               evicted; 0 if not known
 */
public record CacheAwareSettings(
        double prefillTokensPerSecond,
        double runningRequestMillis,
        double waitingRequestMillis,
        long indexBytes,
        long workerCacheTokens) {
    /** 8,000 tokens/s, 5 ms for each request that runs or waits, 64 MiB, cache size not known. */
    public static final CacheAwareSettings DEFAULTS = new CacheAwareSettings(8_000, 5, 5, 64L << 20, 0);

    /** @throws IllegalArgumentException with the key and what to set */
    public CacheAwareSettings {
        Checks.inRange("cache-aware.prefill-tokens-per-second", prefillTokensPerSecond, 1, 1e9);
        Checks.inRange("cache-aware.running-request-ms", runningRequestMillis, 0, 1e6);
        Checks.inRange("cache-aware.waiting-request-ms", waitingRequestMillis, 0, 1e6);
        Checks.atLeast("cache-aware.index-bytes", indexBytes, 1L << 20, " (1 MiB)");
        Checks.atLeast("cache-aware.worker-cache-tokens", workerCacheTokens, 0, " (0: not known)");
    }
}
