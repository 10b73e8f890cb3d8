package io.serai.fleet.policy;

/** Refusals of settings, each with the key's path, the value seen and what to set. */
final class Checks {
    private Checks() {}

    static void atLeast(String key, long value, long least, String unit) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "policy.%s is %d; set it to at least %d%s".formatted(key, value, least, unit));
        }
    }

    /** NaN and infinities are refused too. */
    static void inRange(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("policy.%s is %s; set it to a number from %s to %s"
                    .formatted(key, plain(value), plain(least), plain(most)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
