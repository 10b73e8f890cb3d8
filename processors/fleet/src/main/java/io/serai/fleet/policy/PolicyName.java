package io.serai.fleet.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The policies by their names in configuration. */
public enum PolicyName {
    /** Least estimated time to the first token, counting what a worker has cached. */
    CACHE_AWARE("cache-aware"),
    /** Fewest calls for its weight. */
    LEAST_LOAD("least-load"),
    /** The less loaded of two picked at random. */
    POWER_OF_TWO("power-of-two"),
    /** In turn, by weight. */
    ROUND_ROBIN("round-robin"),
    /** At random, by weight. */
    RANDOM("random"),
    /** By a hash of the first tokens, passing over workers with more than their share. */
    PREFIX_HASH("prefix-hash"),
    /** By a hash of the routing key, else of the first tokens. */
    CONSISTENT_HASH("consistent-hash"),
    /** By the length of the prompt. */
    BUCKET("bucket"),
    /** A routing key stays where it was first sent. */
    MANUAL("manual");

    private final String text;

    PolicyName(String text) {
        this.text = text;
    }

    /** Kebab case, as written in configuration. */
    public String text() {
        return text;
    }

    /**
     * The policy of that name. Case does not matter, {@code _} and {@code -} are the same, and {@code
     * consistent_hashing} is understood too.
     *
     * @throws IllegalArgumentException with all valid names
     */
    public static PolicyName parse(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (wanted.equals("consistent-hashing")) {
            return CONSISTENT_HASH;
        }
        for (PolicyName each : values()) {
            if (each.text.equals(wanted)) {
                return each;
            }
        }
        throw new IllegalArgumentException("policy is '%s'; set it to one of %s".formatted(name, all()));
    }

    private static String all() {
        return Arrays.stream(values()).map(PolicyName::text).collect(Collectors.joining(", "));
    }
}
