package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code json.dumps}: what the filter {@code tojson} is in chat templates, with no escaping for HTML. */
final class Json {
    private static final int MAX_DEPTH = 500;

    private final StringBuilder out = new StringBuilder(256);
    private final Meter meter;
    private final boolean ascii;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sorted;
    private int depth;

    private Json(Meter meter, boolean ascii, @Nullable String indent, String item, String key, boolean sorted) {
        this.meter = meter;
        this.ascii = ascii;
        this.indent = indent;
        itemSeparator = item;
        keySeparator = key;
        this.sorted = sorted;
    }

    /** With the parameters value, ensure_ascii, indent, separators, sort_keys. */
    static String dumps(Meter meter, @Nullable Object[] a) {
        String indent = indent(a[2], meter);
        String item = indent == null ? ", " : ",";
        String key = ": ";
        if (a[3] instanceof List<?> separators && separators.size() == 2) {
            item = StringMethods.text(separators.get(0));
            key = StringMethods.text(separators.get(1));
        } else if (a[3] != null && a[3] != Missing.MISSING) {
            throw Failure.value("separators must be a pair of strings");
        }
        var json = new Json(meter, given(a[1]), indent, item, key, given(a[4]));
        json.value(a[0]);
        meter.make(json.out.length());
        return json.out.toString();
    }

    private static boolean given(@Nullable Object flag) {
        return flag != Missing.MISSING && Types.truth(flag);
    }

    private static @Nullable String indent(@Nullable Object indent, Meter meter) {
        if (indent == null || indent == Missing.MISSING) {
            return null;
        }
        String text = Markup.textOf(indent);
        if (text != null) {
            return text;
        }
        long width = Math.max(0, Types.longIndex(indent));
        meter.make(width);
        return " ".repeat((int) width);
    }

    private void value(@Nullable Object value) {
        meter.grown(out.length());
        switch (value) {
            case null -> out.append("null");
            case String text -> text(text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Long number -> out.append(number.longValue());
            case BigInteger number -> out.append(Numbers.decimal(number));
            case Double number -> out.append(real(number));
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            case Markup markup -> text(markup.text());
            default -> throw Failure.type("Object of type " + Types.name(value) + " is not JSON serializable");
        }
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        return FloatText.repr(number);
    }

    private void open(char bracket) {
        if (++depth > MAX_DEPTH) {
            throw Failure.limit("values nested more than " + MAX_DEPTH + " levels deep");
        }
        out.append(bracket);
        newline();
    }

    private void close(char bracket) {
        depth--;
        newline();
        out.append(bracket);
    }

    private void newline() {
        if (indent != null) {
            meter.grown(out.length() + (long) indent.length() * depth);
            out.append('\n').repeat(indent, depth);
        }
    }

    private void list(List<?> list) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        open('[');
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(itemSeparator);
                newline();
            }
            first = false;
            value(item);
        }
        close(']');
    }

    private void map(Map<?, ?> map) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        open('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : entries(map)) {
            if (!first) {
                out.append(itemSeparator);
                newline();
            }
            first = false;
            key(Keys.original(entry.getKey()));
            out.append(keySeparator);
            value(entry.getValue());
        }
        close('}');
    }

    private Iterable<? extends Map.Entry<?, ?>> entries(Map<?, ?> map) {
        if (!sorted) {
            return map.entrySet();
        }
        meter.makeList(map.size());
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        Comparator<@Nullable Object> natural = Comparisons.natural(meter);
        entries.sort((a, b) -> natural.compare(Keys.original(a.getKey()), Keys.original(b.getKey())));
        return entries;
    }

    private void key(@Nullable Object key) {
        switch (key) {
            case null -> out.append("\"null\"");
            case String text -> text(text);
            case Boolean truth -> out.append('"').append(truth.booleanValue()).append('"');
            case Double number -> out.append('"').append(real(number)).append('"');
            case Markup markup -> text(markup.text());
            default -> {
                if (!Types.isInteger(key)) {
                    throw Failure.type("keys must be str, int, float, bool or None, not " + Types.name(key));
                }
                out.append('"').append(Numbers.decimal(Numbers.big(key))).append('"');
            }
        }
    }

    private void text(String text) {
        out.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && (c < 0x7f || !ascii)) {
                continue;
            }
            out.append(text, copied, i);
            copied = i + 1;
            escape(c);
        }
        out.append(text, copied, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> Repr.hex(out.append("\\u"), c, 4);
        }
    }
}
