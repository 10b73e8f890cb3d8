package io.serai.tokens.template.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code str} and {@code repr} show them. */
public final class Repr {
    private static final int MAX_DEPTH = 500;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;
    private final Meter meter;
    private int depth;

    private Repr(StringBuilder out, Meter meter) {
        this.out = out;
        this.meter = meter;
    }

    /** What printing {@code value} shows. */
    public static String str(@Nullable Object value, Meter meter) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Markup markup -> markup.text();
            case null -> "None";
            default -> {
                var out = new StringBuilder();
                str(value, out, meter);
                meter.make(out.length());
                yield out.toString();
            }
        };
    }

    /** Appends what printing {@code value} shows. */
    public static void str(@Nullable Object value, StringBuilder out, Meter meter) {
        switch (value) {
            case String text -> out.append(text);
            case Long number -> out.append(number.longValue());
            case PyObject object -> object.str(new Repr(out, meter));
            case null, default -> new Repr(out, meter).repr(value);
        }
    }

    /** For messages: short values only. */
    static String of(@Nullable Object value) {
        var out = new StringBuilder();
        new Repr(out, Meter.small()).repr(value);
        return out.toString();
    }

    static String of(@Nullable Object value, Meter meter) {
        var out = new StringBuilder();
        new Repr(out, meter).repr(value);
        meter.make(out.length());
        return out.toString();
    }

    Meter meter() {
        return meter;
    }

    public void raw(String text) {
        out.append(text);
    }

    /** Appends the repr of {@code value}. */
    public void repr(@Nullable Object value) {
        meter.grown(out.length());
        switch (value) {
            case null -> out.append("None");
            case String text -> text(text);
            case Boolean truth -> out.append(truth ? "True" : "False");
            case Double number -> out.append(FloatText.repr(number));
            case Long number -> out.append(number.longValue());
            case BigInteger number -> out.append(Numbers.decimal(number));
            case Tuple tuple -> tuple(tuple);
            case List<?> list -> items(list, '[', ']');
            case Map<?, ?> map -> map(map);
            case PyObject object -> nested(() -> object.repr(this));
            default -> out.append("<object>");
        }
    }

    private void nested(Runnable content) {
        if (++depth > MAX_DEPTH) {
            throw Failure.limit("values nested more than " + MAX_DEPTH + " levels deep");
        }
        content.run();
        depth--;
    }

    private void tuple(Tuple tuple) {
        items(tuple, '(', ')');
        if (tuple.size() == 1) {
            out.insert(out.length() - 1, ',');
        }
    }

    private void items(List<?> list, char open, char close) {
        out.append(open);
        nested(() -> {
            String separator = "";
            for (Object item : list) {
                out.append(separator);
                repr(item);
                separator = ", ";
            }
        });
        out.append(close);
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        nested(() -> {
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                repr(Keys.original(entry.getKey()));
                out.append(": ");
                repr(entry.getValue());
                separator = ", ";
            }
        });
        out.append('}');
    }

    /** In single quotes, unless the text has single ones and no double ones. */
    private void text(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> character(c, quote);
            }
        }
        out.append(quote);
    }

    private void character(int c, char quote) {
        if (c == quote) {
            out.append('\\').append(quote);
        } else if (c < 0x7f ? c >= ' ' : Chars.isPrintable(c)) {
            out.appendCodePoint(c);
        } else if (c < 0x100) {
            hex(out.append("\\x"), c, 2);
        } else if (c < 0x10000) {
            hex(out.append("\\u"), c, 4);
        } else {
            hex(out.append("\\U"), c, 8);
        }
    }

    static void hex(StringBuilder out, int value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out.append(HEX[value >> shift & 0xf]);
        }
    }
}
