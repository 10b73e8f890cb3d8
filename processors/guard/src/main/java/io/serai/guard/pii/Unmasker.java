package io.serai.guard.pii;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts values back for placeholders in a text that arrives in chunks. What could still become a placeholder is held
 * back: at most the length of one. One instance serves one stream; it is not thread-safe.
 */
public final class Unmasker {
    /** What a placeholder stands for. */
    @FunctionalInterface
    interface Values {
        @Nullable
        String of(String placeholder);
    }

    private final Values values;
    private final UnaryOperator<String> spelling;
    private final StringBuilder held = new StringBuilder();

    Unmasker(Values values, UnaryOperator<String> spelling) {
        this.values = values;
        this.spelling = spelling;
    }

    /** The text that is certain with this chunk; may be empty. */
    public String push(String chunk) {
        if (held.isEmpty() && chunk.indexOf('<') < 0) {
            return chunk;
        }
        var out = new StringBuilder(chunk.length() + held.length());
        for (int i = 0; i < chunk.length(); i++) {
            take(chunk.charAt(i), out);
        }
        return out.toString();
    }

    private void take(char c, StringBuilder out) {
        if (c == '<') {
            release(out);
            held.append(c);
        } else if (held.isEmpty()) {
            out.append(c);
        } else if (c == '>') {
            String placeholder = held.append(c).toString();
            String value = values.of(placeholder);
            out.append(value == null ? placeholder : spelling.apply(value));
            held.setLength(0);
        } else {
            held.append(c);
            if (!Placeholders.inside(c) || held.length() >= Placeholders.MAX_LENGTH) {
                release(out);
            }
        }
    }

    private void release(StringBuilder out) {
        out.append(held);
        held.setLength(0);
    }

    /** What was held back, at the end of the stream. */
    public String end() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    /** Nothing of the stream. */
    @Override
    public String toString() {
        return "Unmasker[" + held.length() + " characters held back]";
    }
}
