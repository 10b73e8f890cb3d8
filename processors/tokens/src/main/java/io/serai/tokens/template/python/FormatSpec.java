package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What follows the colon of a replacement field: fill, alignment, sign, width, grouping, precision, type.
 *
 * @param align     one of {@code <>^=}, 0 where none is given
 * @param precision -1 where none is given
 * @param type      0 where none is given
 */
record FormatSpec(
        String fill,
        char align,
        char sign,
        boolean alternate,
        long width,
        char grouping,
        int precision,
        char type,
        boolean zeroPadded) {
    private static final String ALIGNMENTS = "<>^=";

    /** {@code value} as {@code format(value, spec)} gives it. */
    static String format(@Nullable Object value, String spec, Meter meter) {
        if (spec.isEmpty()) {
            return Repr.str(value, meter);
        }
        String text = Markup.textOf(value);
        if (text != null) {
            return new Reader(spec, "str").read().text(text, meter);
        }
        if (value != null && Types.isNumber(value)) {
            String type = value instanceof Double ? "float" : "int";
            return new Reader(spec, type).read().number(value, meter);
        }
        throw Failure.type("unsupported format string passed to " + Types.name(value) + ".__format__");
    }

    private static final class Reader {
        private final String spec;
        private final String owner;
        private int at;

        Reader(String spec, String owner) {
            this.spec = spec;
            this.owner = owner;
        }

        FormatSpec read() {
            String fill = "";
            char align = 0;
            int afterFill = spec.offsetByCodePoints(0, 1);
            if (afterFill < spec.length() && ALIGNMENTS.indexOf(spec.charAt(afterFill)) >= 0) {
                fill = spec.substring(0, afterFill);
                align = spec.charAt(afterFill);
                at = afterFill + 1;
            } else if (ALIGNMENTS.indexOf(spec.charAt(0)) >= 0) {
                align = take();
            }
            char sign = at("+- ") ? take() : 0;
            boolean alternate = at("#") && take() == '#';
            boolean zero = fill.isEmpty() && at("0") && take() == '0';
            long width = number();
            char grouping = at(",_") ? take() : 0;
            int precision = at(".") ? precision() : -1;
            char type = at < spec.length() ? take() : 0;
            if (at < spec.length()) {
                throw Failure.value("Invalid format specifier '" + spec + "' for object of type '" + owner + "'");
            }
            if (zero) {
                align = align == 0 && !owner.equals("str") ? '=' : align;
                fill = "0";
            }
            return new FormatSpec(
                    fill.isEmpty() ? " " : fill, align, sign, alternate, width, grouping, precision, type, zero);
        }

        private boolean at(String characters) {
            return at < spec.length() && characters.indexOf(spec.charAt(at)) >= 0;
        }

        private char take() {
            return spec.charAt(at++);
        }

        private int precision() {
            at++;
            if (!at("0123456789")) {
                throw Failure.value("Format specifier missing precision");
            }
            return (int) Math.min(number(), Integer.MAX_VALUE);
        }

        /** Digits; beyond a billion it does not matter how many. */
        private long number() {
            long number = 0;
            while (at("0123456789")) {
                number = Math.min(number * 10 + (take() - '0'), 10_000_000_000L);
            }
            return number;
        }
    }

    private Failure unknownType(String owner) {
        return Failure.value("Unknown format code '" + type + "' for object of type '" + owner + "'");
    }

    private String text(String text, Meter meter) {
        if (type != 0 && type != 's') {
            throw unknownType("str");
        }
        if (grouping != 0) {
            throw Failure.value("Cannot specify '" + grouping + "' with 's'.");
        }
        if (sign != 0) {
            throw Failure.value("Sign not allowed in string format specifier");
        }
        if (align == '=') {
            throw Failure.value("'=' alignment not allowed in string format specifier");
        }
        int length = text.codePointCount(0, text.length());
        String shown =
                precision >= 0 && precision < length ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        return padded("", shown, align == 0 ? '<' : align, meter);
    }

    private String number(Object value, Meter meter) {
        boolean whole = Types.isInteger(value);
        if (whole && (type == 0 || "bcdoxXn".indexOf(type) >= 0)) {
            return integer(Numbers.big(value), meter);
        }
        if (type != 0 && "eEfFgGn%".indexOf(type) < 0) {
            throw unknownType(whole ? "int" : "float");
        }
        return real(Numbers.asDouble(value), meter);
    }

    private String integer(BigInteger value, Meter meter) {
        if (precision >= 0) {
            throw Failure.value("Precision not allowed in integer format specifier");
        }
        if (type == 'c') {
            return padded("", Character.toString(value.intValue()), align == 0 ? '<' : align, meter);
        }
        BigInteger size = value.abs();
        String digits = switch (type) {
            case 'b' -> size.toString(2);
            case 'o' -> size.toString(8);
            case 'x', 'X' -> size.toString(16);
            default -> Numbers.decimal(size);
        };
        String prefix = signOf(value.signum() < 0);
        if (alternate && type != 0 && "boxX".indexOf(type) >= 0) {
            prefix += "0" + type;
        }
        int group = type == 0 || type == 'd' || type == 'n' ? 3 : 4;
        return grouped(prefix, type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, "", group, meter);
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == '+' || sign == ' ' ? String.valueOf(sign) : "";
    }

    private String real(double value, Meter meter) {
        meter.make(Math.max(precision, 0));
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String text = Double.isNaN(value) || Double.isInfinite(value)
                ? FloatText.repr(Math.abs(value)) + (type == '%' ? "%" : "")
                : size(Math.abs(value));
        if (type == 'E' || type == 'F' || type == 'G') {
            text = text.toUpperCase(Locale.ROOT);
        }
        int whole = 0;
        while (whole < text.length() && Character.isDigit(text.charAt(whole))) {
            whole++;
        }
        return grouped(signOf(negative), text.substring(0, whole), text.substring(whole), 3, meter);
    }

    private String size(double size) {
        int places = precision < 0 ? 6 : precision;
        return switch (type) {
            case 'e', 'E' -> FloatText.exponential(size, places, alternate);
            case 'f', 'F' -> FloatText.fixed(size, places, alternate);
            case '%' -> FloatText.fixed(size * 100, places, alternate) + "%";
            case 'g', 'G', 'n' -> FloatText.general(size, places, alternate);
            default -> precision < 0 ? FloatText.repr(size) : withPoint(size);
        };
    }

    /** As {@code g}, but never without a digit behind the point. */
    private String withPoint(double size) {
        String text = FloatText.general(size, precision, alternate);
        if (text.indexOf('e') >= 0 || text.indexOf('.') >= 0) {
            return text;
        }
        int digits = Math.max(precision, 1);
        return text.length() < digits || text.equals("0")
                ? text + ".0"
                : FloatText.exponential(size, digits - 1, false);
    }

    private String grouped(String prefix, String digits, String rest, int size, Meter meter) {
        String shown = digits;
        if (grouping != 0) {
            String all = digits;
            if (zeroPadded) {
                meter.make(width);
                long missing = width - prefix.length() - rest.length();
                while (withGroups(all, size).length() < missing) {
                    long lacking = missing - withGroups(all, size).length();
                    all = "0".repeat((int) Math.max(1, lacking * size / (size + 1))) + all;
                }
            }
            shown = withGroups(all, size);
        }
        return padded(prefix, shown + rest, align == 0 ? '>' : align, meter);
    }

    private String withGroups(String digits, int size) {
        var out = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            out.insert(at, grouping);
        }
        return out.toString();
    }

    private String padded(String prefix, String text, char alignment, Meter meter) {
        int length = prefix.length() + text.codePointCount(0, text.length());
        long missing = width - length;
        if (missing <= 0) {
            return prefix + text;
        }
        meter.make(length + missing * fill.length());
        int pad = (int) missing;
        return switch (alignment) {
            case '<' -> prefix + text + fill.repeat(pad);
            case '=' -> prefix + fill.repeat(pad) + text;
            case '^' -> fill.repeat(pad / 2) + prefix + text + fill.repeat(pad - pad / 2);
            default -> fill.repeat(pad) + prefix + text;
        };
    }
}
