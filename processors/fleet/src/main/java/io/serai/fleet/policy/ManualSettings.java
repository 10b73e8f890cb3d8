package io.serai.fleet.policy;

import java.time.Duration;

/**
 * Settings of {@code manual}.
 *
 * @param firstChoice how a new key gets its worker
 * @param maxKeys     keys remembered; the longest unused goes first
 * @param idleExpiry  a key unused for so long is forgotten
 */
public record ManualSettings(FirstChoice firstChoice, int maxKeys, Duration idleExpiry) {
    /** Least loaded; 100,000 keys; 4 hours. */
    public static final ManualSettings DEFAULTS =
            new ManualSettings(FirstChoice.LEAST_LOAD, 100_000, Duration.ofHours(4));

    /** How a new key gets its worker. */
    public enum FirstChoice {
        /** Fewest calls for its weight. */
        LEAST_LOAD,
        /** At random, by weight. */
        RANDOM
    }

    /** @throws IllegalArgumentException with the key and what to set */
    public ManualSettings {
        Checks.atLeast("manual.max-keys", maxKeys, 1, "");
        if (idleExpiry.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "policy.manual.idle-expiry is %s; set it to at least PT0.001S".formatted(idleExpiry));
        }
    }
}
