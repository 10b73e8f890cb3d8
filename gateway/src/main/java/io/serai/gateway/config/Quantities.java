package io.serai.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Durations such as {@code 1m30s} and sizes such as {@code 64KiB}: from text and back. */
final class Quantities {
    private static final int MAX_DIGITS = 18;
    private static final long ENDLESS = Long.MAX_VALUE / 2;

    /** Longest first where one unit ends like another. */
    private static final List<Map.Entry<String, Long>> MILLIS = List.of(
            Map.entry("d", 86_400_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("m", 60_000L),
            Map.entry("s", 1_000L),
            Map.entry("ms", 1L));

    private static final List<Map.Entry<String, Long>> BYTES = List.of(
            Map.entry("GiB", 1L << 30),
            Map.entry("MiB", 1L << 20),
            Map.entry("KiB", 1L << 10),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("KB", 1_000L),
            Map.entry("B", 1L),
            Map.entry("", 1L));

    private Quantities() {}

    /** Milliseconds of {@code text}: {@code 0}, or numbers each with its unit. Empty if it is no duration. */
    static OptionalLong millis(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        long total = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = end(text, at, true);
            int next = end(text, unit, false);
            OptionalLong part = amount(text.substring(at, unit), text.substring(unit, next), MILLIS);
            if (part.isEmpty()) {
                return OptionalLong.empty();
            }
            total = Math.min(total + part.getAsLong(), ENDLESS);
            at = next;
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** Bytes of {@code text}: a number, with a unit or without. Empty if it is no size. */
    static OptionalLong bytes(String text) {
        int unit = end(text, 0, true);
        return amount(text.substring(0, unit), text.substring(unit).strip(), BYTES);
    }

    private static int end(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == digits) {
            at++;
        }
        return at;
    }

    private static OptionalLong amount(String digits, String unit, List<Map.Entry<String, Long>> units) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        for (var known : units) {
            if (known.getKey().equals(unit)) {
                return product(Long.parseLong(digits), known.getValue());
            }
        }
        return OptionalLong.empty();
    }

    /** Never overflows: what is too much for any limit is just too much. */
    private static OptionalLong product(long number, long unit) {
        return OptionalLong.of(number > ENDLESS / unit ? ENDLESS : number * unit);
    }

    /** A value as users write it. */
    static String show(Object setting) {
        return switch (setting) {
            case Duration duration -> show(duration.toMillis());
            case Size size -> size.toString();
            case Enum<?> constant -> Key.spelling(constant);
            case Optional<?> path -> path.map(Quantities::show).orElse("off");
            case List<?> list -> list.stream().map(Quantities::show).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + show(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> setting.toString();
        };
    }

    private static String show(long millis) {
        var text = new StringBuilder();
        long rest = millis;
        for (var unit : MILLIS) {
            if (rest >= unit.getValue()) {
                text.append(rest / unit.getValue()).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
