package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code '%s of %d' % (a, b)}. */
final class PercentFormat {
    private final String format;
    private final @Nullable Object argument;
    private final boolean escaping;
    private final Meter meter;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;
    private boolean named;

    private boolean left;
    private boolean zero;
    private boolean alternate;
    private char sign;
    private long width;
    private int precision;

    private PercentFormat(String format, @Nullable Object argument, boolean escaping, Meter meter) {
        this.format = format;
        this.argument = argument;
        this.escaping = escaping;
        this.meter = meter;
    }

    static String format(String format, @Nullable Object argument, Meter meter) {
        return new PercentFormat(format, argument, false, meter).run();
    }

    /** For a marked format: what goes in is escaped. */
    static String escaping(String format, @Nullable Object argument, Meter meter) {
        return new PercentFormat(format, argument, true, meter).run();
    }

    private String run() {
        while (at < format.length()) {
            int next = format.indexOf('%', at);
            int end = next < 0 ? format.length() : next;
            out.append(format, at, end);
            at = end;
            if (next >= 0) {
                at++;
                field();
            }
            meter.grown(out.length());
        }
        if (!allUsed()) {
            throw Failure.type("not all arguments converted during string formatting");
        }
        meter.make(out.length());
        return out.toString();
    }

    /** A map, or whatever else has elements by key, may have more of them than the format asks for. */
    private boolean allUsed() {
        if (argument instanceof Tuple tuple) {
            return named || used >= tuple.size();
        }
        return used > 0
                || named
                || argument instanceof Map
                || argument instanceof List
                || argument instanceof Range
                || argument instanceof Undefined;
    }

    private char take() {
        if (at >= format.length()) {
            throw Failure.value("incomplete format");
        }
        return format.charAt(at++);
    }

    private void field() {
        Object value = Missing.MISSING;
        if (at < format.length() && format.charAt(at) == '(') {
            value = mapped();
        }
        flags();
        width = size();
        if (width < 0) {
            left = true;
            width = -width;
        }
        precision = -1;
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            precision = Math.clamp(size(), 0, Integer.MAX_VALUE);
        }
        while (at < format.length() && "hlL".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        char type = take();
        if (type == '%') {
            out.append('%');
            return;
        }
        if ("diuoxXeEfFgGcrsa".indexOf(type) < 0) {
            throw Failure.value(
                    "unsupported format character '%s' (0x%x) at index %d".formatted(type, (int) type, at - 1));
        }
        convert(type, value == Missing.MISSING ? nextArgument() : value);
    }

    private @Nullable Object mapped() {
        if (!(argument instanceof Map<?, ?> map)) {
            throw Failure.type("format requires a mapping");
        }
        named = true;
        int open = 1;
        int start = ++at;
        while (open > 0) {
            if (at >= format.length()) {
                throw Failure.value("incomplete format key");
            }
            char c = format.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        String key = format.substring(start, at - 1);
        Object value = Keys.get(map, key, meter);
        if (value == Missing.MISSING) {
            throw Failure.of("KeyError", Repr.of(key));
        }
        return value;
    }

    private void flags() {
        left = zero = alternate = false;
        sign = 0;
        for (; at < format.length(); at++) {
            switch (format.charAt(at)) {
                case '-' -> left = true;
                case '0' -> zero = true;
                case '#' -> alternate = true;
                case '+' -> sign = '+';
                case ' ' -> sign = sign == '+' ? sign : ' ';
                default -> {
                    return;
                }
            }
        }
    }

    private long size() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Object value = nextArgument();
            if (!Types.isInteger(value)) {
                throw Failure.type("* wants int");
            }
            return Math.clamp(Types.longIndex(value), -10_000_000_000L, 10_000_000_000L);
        }
        long size = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            size = Math.min(size * 10 + (format.charAt(at++) - '0'), 10_000_000_000L);
        }
        return size;
    }

    private @Nullable Object nextArgument() {
        if (argument instanceof Tuple tuple) {
            if (used >= tuple.size()) {
                throw Failure.type("not enough arguments for format string");
            }
            return tuple.get(used++);
        }
        if (used++ > 0) {
            throw Failure.type("not enough arguments for format string");
        }
        return argument;
    }

    private void convert(char type, @Nullable Object value) {
        switch (type) {
            case 's' -> text(escaping ? Markup.escaped(value, meter) : Repr.str(value, meter));
            case 'r' -> text(shown(Repr.of(value, meter)));
            case 'a' -> text(shown(ascii(Repr.of(value, meter))));
            case 'c' -> text(character(value));
            case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(type, value);
            default -> real(type, value);
        }
    }

    private String shown(String text) {
        return escaping ? Markup.escaped(text, meter) : text;
    }

    private void text(String text) {
        int length = text.codePointCount(0, text.length());
        String shown =
                precision >= 0 && precision < length ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        pad("", shown, ' ');
    }

    private static String character(@Nullable Object value) {
        if (value instanceof String text && text.codePointCount(0, text.length()) == 1) {
            return text;
        }
        if (!Types.isInteger(value)) {
            throw Failure.type("%c requires int or char");
        }
        int point = Types.index(value);
        if (!Character.isValidCodePoint(point)) {
            throw Failure.of("OverflowError", "%c arg not in range(0x110000)");
        }
        return Character.toString(point);
    }

    private void integer(char type, @Nullable Object value) {
        boolean decimal = type == 'd' || type == 'i' || type == 'u';
        BigInteger number;
        if (Types.isInteger(value) && value != null) {
            number = Numbers.big(value);
        } else if (decimal && value instanceof Double real) {
            number = Numbers.big(Numbers.integer(real));
        } else {
            String wanted = decimal ? "a real number" : "an integer";
            throw Failure.type("%%%s format: %s is required, not %s".formatted(type, wanted, Types.name(value)));
        }
        BigInteger size = number.abs();
        String digits = switch (type) {
            case 'o' -> size.toString(8);
            case 'x', 'X' -> size.toString(16);
            default -> Numbers.decimal(size);
        };
        if (precision > digits.length()) {
            meter.make(precision);
            digits = "0".repeat(precision - digits.length()) + digits;
        }
        String prefix = signOf(number.signum() < 0) + (alternate && !decimal ? "0" + type : "");
        pad(prefix, type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, zero && !left ? '0' : ' ');
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == 0 ? "" : String.valueOf(sign);
    }

    private void real(char type, @Nullable Object value) {
        if (value == null || !Types.isNumber(value)) {
            if (value instanceof Undefined undefined) {
                throw undefined.failure();
            }
            throw Failure.type("must be real number, not " + Types.name(value));
        }
        double number = Numbers.asDouble(value);
        double size = Math.abs(number);
        int places = precision < 0 ? 6 : precision;
        meter.make(places);
        String text;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            text = FloatText.repr(size);
        } else {
            text = switch (type) {
                case 'e', 'E' -> FloatText.exponential(size, places, alternate);
                case 'f', 'F' -> FloatText.fixed(size, places, alternate);
                default -> FloatText.general(size, places, alternate);
            };
        }
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        pad(
                signOf(negative),
                Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text,
                zero && !left ? '0' : ' ');
    }

    private void pad(String prefix, String text, char fill) {
        int length = prefix.length() + text.codePointCount(0, text.length());
        long missing = Math.max(width - length, 0);
        meter.make(length + missing);
        String padding = String.valueOf(fill).repeat((int) missing);
        if (left) {
            out.append(prefix).append(text).append(padding);
        } else if (fill == '0') {
            out.append(prefix).append(padding).append(text);
        } else {
            out.append(padding).append(prefix).append(text);
        }
    }

    /** With an escape for everything that is not ASCII. */
    static String ascii(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else if (c < 0x100) {
                Repr.hex(out.append("\\x"), c, 2);
            } else if (c < 0x10000) {
                Repr.hex(out.append("\\u"), c, 4);
            } else {
                Repr.hex(out.append("\\U"), c, 8);
            }
        });
        return out.toString();
    }
}
