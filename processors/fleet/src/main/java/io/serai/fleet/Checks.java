package io.serai.fleet;

import java.time.Duration;

/** Validation of settings; every message says key path, value seen and what to set. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, String path, Object seen, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(path + " is " + show(seen) + "; set it to " + wanted);
        }
    }

    static void positive(Duration value, String path) {
        require(value.isPositive(), path, value, "a duration above 0s");
    }

    static void notNegative(Duration value, String path) {
        require(!value.isNegative(), path, value, "0s or more");
    }

    static void atLeast(int value, int least, String path) {
        require(value >= least, path, value, "at least " + least);
    }

    private static String show(Object seen) {
        return switch (seen) {
            case String text -> "'" + text + "'";
            case Duration time when time.equals(Duration.ofSeconds(time.toSeconds())) -> time.toSeconds() + "s";
            case Duration time -> time.toMillis() + "ms";
            default -> seen.toString();
        };
    }
}
