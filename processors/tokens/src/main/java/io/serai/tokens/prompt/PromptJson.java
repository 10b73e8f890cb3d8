package io.serai.tokens.prompt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as prompts carry it: keys in their order, nothing escaped that need not be, numbers as Python writes them. */
public final class PromptJson {
    private static final String HEX = "0123456789abcdef";

    private final String comma;
    private final String colon;
    private final StringBuilder out = new StringBuilder();

    private PromptJson(String comma, String colon) {
        this.comma = comma;
        this.colon = colon;
    }

    /** With a space behind every comma and colon, as Python writes it. */
    public static String spaced(@Nullable Object value) {
        return new PromptJson(", ", ": ").write(value).toString();
    }

    /** Without spaces. */
    public static String compact(@Nullable Object value) {
        return new PromptJson(",", ":").write(value).toString();
    }

    private StringBuilder write(@Nullable Object value) {
        return switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Double number -> out.append(number(number));
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
            string(String.valueOf(entry.getKey())).append(colon);
            write(entry.getValue());
            between = comma;
        }
        return out.append('}');
    }

    private StringBuilder array(List<?> list) {
        out.append('[');
        String between = "";
        for (Object element : list) {
            out.append(between);
            write(element);
            between = comma;
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

    /** Shortest digits that name the number; plain from 1e-4 to 1e16, else with an exponent of two digits or more. */
    private static String number(double value) {
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
        if (exponent >= -4 && exponent < 16) {
            String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
