package io.serai.gateway.telemetry;

/**
 * What the token cache has spared for one model.
 *
 * @param model         a served or configured model, or a registered tokenizer
 * @param hits          texts of which nothing had to be encoded
 * @param partialHits   texts of which some parts were known
 * @param misses        texts of which nothing was known
 * @param cachedTokens  tokens that came from the cache
 * @param encodedTokens tokens that had to be encoded
 * @param bytes         room that its texts take now
 * @param entries       parts of texts held now
 * @param evictions     parts dropped for lack of room
 */
public record TokenCacheSample(
        String model,
        long hits,
        long partialHits,
        long misses,
        long cachedTokens,
        long encodedTokens,
        long bytes,
        long entries,
        long evictions) {}
