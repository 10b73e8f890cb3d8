package io.serai.tokens.cache;

/**
 * What a {@link CachingTokenizer} has spared, since its start, and what it holds now.
 *
 * @param hits          texts of which nothing had to be encoded
 * @param partialHits   texts of which some segments were known
 * @param misses        texts of which nothing was known
 * @param cachedTokens  tokens that came from the cache
 * @param encodedTokens tokens that had to be encoded
 * @param entries       segments held now
 * @param bytes         their size, about
 * @param evictions     segments dropped for lack of room
 */
public record CacheStats(
        long hits,
        long partialHits,
        long misses,
        long cachedTokens,
        long encodedTokens,
        long entries,
        long bytes,
        long evictions) {}
