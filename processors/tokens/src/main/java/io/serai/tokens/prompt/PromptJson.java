package io.serai.tokens.prompt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as prompts carry it: keys in their order, nothing escaped that need not be. */
public final class PromptJson {
    /** Numbers from here on have an exponent. */
    private static final int LARGE = 16;

    private static final String HEX = "0123456789abcdef";

    /** Who writes: they differ in spaces and in how a number with an exponent looks. */
    private enum Writer {
        PYTHON(", ", ": ", -4),
        SERDE(",", ":", -5);

        private final String comma;
        private final String colon;
        private final int small;

        Writer(String comma, String colon, int small) {
            this.comma = comma;
            this.colon = colon;
            this.small = small;
        }
    }

    private final Writer writer;
    private final StringBuilder out = new StringBuilder();

    private PromptJson(Writer writer) {
        this.writer = writer;
    }

    /** As Python's {@code json.dumps} writes it with {@code ensure_ascii=False}: {@code {"a": 1e-05}}. */
    public static String spaced(@Nullable Object value) {
        return new PromptJson(Writer.PYTHON).write(value).toString();
    }

    /** As Rust's {@code serde_json} writes it: {@code {"a":0.00001}}. */
    public static String compact(@Nullable Object value) {
        return new PromptJson(Writer.SERDE).write(value).toString();
    }

    private StringBuilder write(@Nullable Object value) {
        return switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Double number -> out.append(number(number));
            case BigInteger number when writer == Writer.SERDE -> out.append(number(number.doubleValue()));
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            default -> out.append(value);
        };
    }

    private StringBuilder object(Map<?, ?> map) {
        out.append('{');
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(between);
            string(String.valueOf(entry.getKey())).append(writer.colon);
            write(entry.getValue());
            between = writer.comma;
        }
        return out.append('}');
    }

    private StringBuilder array(List<?> list) {
        out.append('[');
        String between = "";
        for (Object element : list) {
            out.append(between);
            write(element);
            between = writer.comma;
        }
        return out.append(']');
    }

    private StringBuilder string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"');
    }

    /** The shortest digits that name the number, plain in a middle range, else with an exponent. */
    private String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= writer.small && exponent < LARGE) {
            String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + 'e' + exponent(exponent);
    }

    private String exponent(int exponent) {
        if (writer == Writer.SERDE) {
            return Integer.toString(exponent);
        }
        int size = Math.abs(exponent);
        return (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
