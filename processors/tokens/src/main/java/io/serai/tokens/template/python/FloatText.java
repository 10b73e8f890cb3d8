package io.serai.tokens.template.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats as Python writes them: the shortest digits that read back the same, an exponent below 1e-4 and from 1e16 on. */
final class FloatText {
    private FloatText() {}

    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        var out = new StringBuilder(24);
        if (value < 0) {
            out.append('-');
        }
        if (exponent < -4 || exponent >= 16) {
            scientific(out, digits, exponent, 'e');
        } else {
            positional(out, digits, exponent);
        }
        return out.toString();
    }

    /** Java never gives fewer than two digits, and so may give two where one is enough: 4.9E-324 is 5e-324. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() == 2) {
            BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return digits;
    }

    private static void positional(StringBuilder out, String digits, int exponent) {
        if (exponent < 0) {
            out.append("0.").repeat("0", -exponent - 1).append(digits);
        } else if (digits.length() <= exponent + 1) {
            out.append(digits).repeat("0", exponent + 1 - digits.length()).append(".0");
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
        }
    }

    /** One digit, the others behind a point, and an exponent of at least two digits. */
    static void scientific(StringBuilder out, String digits, int exponent, char letter) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        exponent(out, exponent, letter);
    }

    private static void exponent(StringBuilder out, int exponent, char letter) {
        out.append(letter).append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            out.append('0');
        }
        out.append(size);
    }

    /** As C's {@code %.<precision>f} writes a finite number's size. */
    static String fixed(double size, int precision, boolean keepPoint) {
        String text =
                new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return precision == 0 && keepPoint ? text + "." : text;
    }

    /** As C's {@code %.<precision>e} writes a finite number's size. */
    static String exponential(double size, int precision, boolean keepPoint) {
        var out = new StringBuilder(precision + 8);
        if (size == 0) {
            out.append('0');
            if (precision > 0) {
                out.append('.').repeat("0", precision);
            } else if (keepPoint) {
                out.append('.');
            }
            exponent(out, 0, 'e');
            return out.toString();
        }
        BigDecimal rounded = rounded(size, precision + 1);
        String digits = rounded.unscaledValue().toString();
        out.append(digits.charAt(0));
        if (precision > 0 || keepPoint) {
            out.append('.').append(digits, 1, digits.length());
            out.repeat("0", precision + 1 - digits.length());
        }
        exponent(out, digits.length() - rounded.scale() - 1, 'e');
        return out.toString();
    }

    /** As C's {@code %.<precision>g} writes a finite number's size. */
    static String general(double size, int precision, boolean alternate) {
        int places = Math.max(precision, 1);
        int exponent = 0;
        if (size != 0) {
            BigDecimal rounded = rounded(size, places);
            exponent = rounded.precision() - rounded.scale() - 1;
        }
        if (exponent < -4 || exponent >= places) {
            String text = exponential(size, places - 1, alternate);
            int mark = text.indexOf('e');
            return alternate ? text : withoutZeros(text.substring(0, mark)) + text.substring(mark);
        }
        String text = fixed(size, Math.max(places - 1 - exponent, 0), alternate);
        return alternate ? text : withoutZeros(text);
    }

    private static BigDecimal rounded(double size, int digits) {
        return new BigDecimal(size).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String withoutZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
