package io.serai.tokens.template.python;

import io.serai.tokens.template.syntax.Blanks;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make or take numbers. */
final class NumberFilters {
    private static final int MAX_DIGITS = 4300;
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?((\\d+_)*+\\d+(\\.((\\d+_)*+\\d+)?)?|\\.(\\d+_)*+\\d+)([eE][+-]?(\\d+_)*+\\d+)?|[+-]?(?i:inf(inity)?|nan)");
    private static final List<String> PREFIXES = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");

    private NumberFilters() {}

    static Object absolute(@Nullable Object value) {
        if (value == null || !Types.isNumber(value)) {
            throw Failure.type("bad operand type for abs(): '" + Types.name(value) + "'");
        }
        return Numbers.absolute(Numbers.plain(value));
    }

    static @Nullable Object round(Meter meter, @Nullable Object[] a) {
        Object precision = Filters.or(a[1], 0L);
        Object method = Filters.or(a[2], "common");
        if (!List.of("common", "ceil", "floor").contains(method)) {
            throw Failure.of("FilterArgumentError", "method must be common, ceil or floor");
        }
        Object value = a[0];
        if (value == null || !Types.isNumber(value)) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.type("type " + Types.name(value) + " doesn't define __round__ method");
        }
        if ("common".equals(method)) {
            return Numbers.round(value, Types.index(precision));
        }
        Object scale = Operators.power(10L, precision);
        Object scaled = Operators.multiply(value, scale, meter);
        if (scaled instanceof Double real) {
            scaled = Numbers.integer("ceil".equals(method) ? Math.ceil(real) : Math.floor(real));
        }
        return Operators.divide(scaled, scale);
    }

    static @Nullable Object toInteger(Meter meter, @Nullable Object[] a) {
        Object byDefault = Filters.or(a[1], 0L);
        Object value = a[0];
        String text = Markup.textOf(value);
        if (text != null) {
            meter.scan((long) text.length() * text.length());
            Object number = integer(text, Types.index(Filters.or(a[2], 10L)));
            return number != null ? number : truncated(number(text), byDefault);
        }
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value == null || !Types.isNumber(value)) {
            return byDefault;
        }
        if (value instanceof Double real) {
            return Double.isNaN(real) ? byDefault : Numbers.integer(real);
        }
        return Numbers.plain(value);
    }

    private static @Nullable Object truncated(@Nullable Double number, @Nullable Object byDefault) {
        if (number == null || Double.isNaN(number) || Double.isInfinite(number)) {
            return byDefault;
        }
        return Numbers.integer(number);
    }

    /** What {@code int(text, base)} gives; null where it is no integer. */
    private static @Nullable Object integer(String text, int base) {
        String digits = Stripping.strip(text, null, true, true);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base;
        int prefixed = prefixRadix(digits);
        if (prefixed > 0 && (base == 0 || base == prefixed)) {
            radix = prefixed;
            digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
        } else if (base == 0) {
            radix = 10;
        }
        boolean grouped = digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
        if (radix < 2 || radix > 36 || digits.isEmpty() || grouped || digits.length() > MAX_DIGITS) {
            return null;
        }
        String plain = digits.replace("_", "");
        for (int i = 0; i < plain.length(); i++) {
            if (Character.digit(plain.charAt(i), radix) < 0) {
                return null;
            }
        }
        var number = new BigInteger(plain, radix);
        return Numbers.of(negative ? number.negate() : number);
    }

    private static int prefixRadix(String digits) {
        if (digits.length() < 3 || digits.charAt(0) != '0') {
            return 0;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    static @Nullable Object toFloat(Meter meter, @Nullable Object[] a) {
        Object value = a[0];
        String text = Markup.textOf(value);
        if (text != null) {
            meter.scan(text.length());
            Double number = number(text);
            return number != null ? number : Filters.or(a[1], 0.0);
        }
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        return value != null && Types.isNumber(value) ? (Object) Numbers.asDouble(value) : Filters.or(a[1], 0.0);
    }

    /** What {@code float(text)} gives; null where it is no number. */
    private static @Nullable Double number(String text) {
        String digits =
                text.substring(Math.min(Blanks.skip(text, 0), Blanks.endWithout(text)), Blanks.endWithout(text));
        if (digits.length() > MAX_DIGITS || !FLOAT.matcher(digits).matches()) {
            return null;
        }
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Double.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.valueOf(digits.replace("_", ""));
    }

    static Object fileSize(Meter meter, @Nullable Object[] a) {
        Object number = toFloat(meter, new @Nullable Object[] {a[0], null});
        if (!(number instanceof Double bytes)) {
            throw Failure.value("could not convert to float: " + Repr.of(a[0]));
        }
        boolean binary = Filters.flag(a[1]);
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return Numbers.integer(bytes) + " Bytes";
        }
        double unit = base;
        String prefix = "";
        for (String next : PREFIXES) {
            prefix = next;
            unit *= base;
            if (bytes < unit) {
                break;
            }
        }
        String name = binary ? prefix.toUpperCase(Locale.ROOT) + "iB" : prefix + "B";
        return FloatText.fixed(base * bytes / unit, 1, false) + " " + name;
    }
}
