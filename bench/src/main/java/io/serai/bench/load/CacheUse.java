package io.serai.bench.load;

/**
 * How much of the prompts the workers found in their prefix caches, by their own account.
 *
 * @param promptTokens tokens of all prompts
 * @param cachedTokens those that were not computed again
 */
public record CacheUse(long promptTokens, long cachedTokens) {
    /** Share of cached tokens, 0 to 1; 0 when there were no prompts. */
    public double hitRate() {
        return promptTokens == 0 ? 0 : (double) cachedTokens / promptTokens;
    }

    CacheUse plus(Answer answer) {
        return new CacheUse(promptTokens + answer.promptTokens(), cachedTokens + answer.cachedTokens());
    }
}
