package io.serai.fleet.policy;

/** Numbers for people. {@code String.format} would cost more than the whole selection. */
final class Decimal {
    private Decimal() {}

    /** With one digit behind the point. */
    static StringBuilder append(StringBuilder text, double value) {
        long tenths = Math.round(value * 10);
        return text.append(tenths / 10).append('.').append(Math.abs(tenths % 10));
    }

    static String of(double value) {
        return append(new StringBuilder(16), value).toString();
    }
}
