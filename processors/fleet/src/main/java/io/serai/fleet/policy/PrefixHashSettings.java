package io.serai.fleet.policy;

/**
 * Settings of {@code prefix-hash}; {@code consistent-hash} uses the first one for calls without a routing key.
 *
 * @param prefixTokens how much of the prompt's beginning is hashed, counted as 4 bytes a token so that two prompts
 *                     with one beginning always agree
 * @param loadFactor   a worker is passed over while it has more than this times its share of the calls
 */
public record PrefixHashSettings(int prefixTokens, double loadFactor) {
    /** 256 tokens; 1.25 times the mean. */
    public static final PrefixHashSettings DEFAULTS = new PrefixHashSettings(256, 1.25);

    /** @throws IllegalArgumentException with the key and what to set */
    public PrefixHashSettings {
        Checks.atLeast("prefix-hash.prefix-tokens", prefixTokens, 32, " (the shortest prefix that has a hash)");
        Checks.inRange("prefix-hash.load-factor", loadFactor, 1, 1_000);
    }
}
