package io.serai.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON without blanks: {@link Map} with text keys, {@link List}, {@code int[]}, {@link String},
 * {@link Number}, {@link Boolean} and null. Numbers that JSON does not have (infinite, not a number) become null.
 */
public final class JsonValues {
    private JsonValues() {}

    /** An object of alternating names and values, in their order. */
    public static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(members);
    }

    /** {@code value} as JSON. */
    public static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /** Appends {@link #write(Object)}. */
    public static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> Json.quote(out, text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Double number when !Double.isFinite(number) -> out.append("null");
            case Number number -> out.append(number);
            case Map<?, ?> map -> members(out, map);
            case List<?> list -> array(out, list);
            case int[] ids -> ids(out, ids);
            default ->
                throw new IllegalArgumentException("a " + value.getClass().getName() + " is no plain value");
        }
    }

    private static void members(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            Json.quote(out, String.valueOf(member.getKey())).append(':');
            write(out, member.getValue());
        }
        out.append('}');
    }

    private static void array(StringBuilder out, List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(out, list.get(i));
        }
        out.append(']');
    }

    private static void ids(StringBuilder out, int[] ids) {
        out.append('[');
        for (int i = 0; i < ids.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(ids[i]);
        }
        out.append(']');
    }
}
