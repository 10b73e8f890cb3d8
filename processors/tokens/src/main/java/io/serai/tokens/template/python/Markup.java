package io.serai.tokens.template.python;

import org.jspecify.annotations.Nullable;

/** A text that {@code safe} or {@code escape} marked: what is joined to it gets escaped. */
public record Markup(String text) implements PyObject {
    @Override
    public String typeName() {
        return "Markup";
    }

    @Override
    public boolean truth() {
        return !text.isEmpty();
    }

    @Override
    public void repr(Repr out) {
        out.raw("Markup(");
        out.repr(text);
        out.raw(")");
    }

    @Override
    public void str(Repr out) {
        out.raw(text);
    }

    /** The text of a string or a marked one, else null. */
    public static @Nullable String textOf(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof Markup markup ? markup.text() : null;
    }

    /** {@code value} printed and, unless it is marked already, with entities for what HTML takes as markup. */
    static String escaped(@Nullable Object value, Meter meter) {
        if (value instanceof Markup markup) {
            return markup.text();
        }
        String text = Repr.str(value, meter);
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        meter.make(out.length());
        return out.toString();
    }
}
