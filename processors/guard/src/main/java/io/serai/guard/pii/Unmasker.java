package io.serai.guard.pii;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;

/**
 * Puts values back for placeholders in a text that arrives in chunks. Only what can still become a known placeholder is
 * held back: at most the length of one. One instance serves one stream; it is not thread-safe.
 *
 * <p>Models copy placeholders inexactly. Inside the brackets letters of any case, and a blank on either side, will do;
 * without brackets the placeholder must be spelt exactly, and stand as a word of its own.
 */
public final class Unmasker {
    /** Ends what is held back: no placeholder has it. */
    private static final char END = '\n';

    private enum Look {
        /** May become a placeholder. */
        OPEN,
        /** Cannot. */
        NONE,
        /** Is one. */
        WHOLE,
        /** Was one up to the last character. */
        BARE
    }

    private final NavigableMap<String, String> values;
    private final UnaryOperator<String> spelling;
    private final StringBuilder held = new StringBuilder();
    private boolean inWord;

    Unmasker(NavigableMap<String, String> values, UnaryOperator<String> spelling) {
        this.values = values;
        this.spelling = spelling;
    }

    /** The text that is certain with this chunk; may be empty, and is {@code chunk} itself where nothing is to be done. */
    public String push(String chunk) {
        int plain = held.isEmpty() ? plainEnd(chunk) : 0;
        if (plain == chunk.length()) {
            inWord = chunk.isEmpty() ? inWord : Chars.word(chunk.charAt(plain - 1));
            return chunk;
        }
        var out = new StringBuilder(chunk.length() + held.length()).append(chunk, 0, plain);
        inWord = plain == 0 ? inWord : Chars.word(chunk.charAt(plain - 1));
        for (int i = plain; i < chunk.length(); i++) {
            take(chunk.charAt(i), out);
        }
        return out.toString();
    }

    /** Where a placeholder could begin. */
    private int plainEnd(String chunk) {
        boolean word = inWord;
        for (int i = 0; i < chunk.length(); i++) {
            char c = chunk.charAt(i);
            if (c == '<' || (!word && Chars.upper(c) && begins(String.valueOf(c)))) {
                return i;
            }
            word = Chars.word(c);
        }
        return chunk.length();
    }

    private boolean begins(String start) {
        String next = values.ceilingKey(start);
        return next != null && next.startsWith(start);
    }

    private void take(char c, StringBuilder out) {
        held.append(c);
        while (!held.isEmpty()) {
            switch (look()) {
                case OPEN -> {
                    return;
                }
                case NONE -> {
                    char first = held.charAt(0);
                    out.append(first);
                    inWord = Chars.word(first);
                    held.deleteCharAt(0);
                }
                case WHOLE -> {
                    out.append(spelling.apply(value(body(held.length() - 1))));
                    held.setLength(0);
                    inWord = false;
                }
                case BARE -> {
                    out.append(spelling.apply(value(held.substring(0, held.length() - 1))));
                    held.delete(0, held.length() - 1);
                    inWord = true;
                }
            }
        }
    }

    private Look look() {
        return held.charAt(0) == '<' ? bracketed() : bare();
    }

    private Look bracketed() {
        int last = held.length() - 1;
        if (held.charAt(last) == '>') {
            return values.containsKey(body(last)) ? Look.WHOLE : Look.NONE;
        }
        String body = body(held.length());
        boolean blank = last > 1 && held.charAt(last) == ' ';
        return (blank ? values.containsKey(body) && held.charAt(last - 1) != ' ' : begins(body))
                ? Look.OPEN
                : Look.NONE;
    }

    /** What stands behind the bracket, up to {@code end}, without a blank on either side. */
    private String body(int end) {
        int from = held.length() > 1 && held.charAt(1) == ' ' ? 2 : 1;
        int to = end > from && held.charAt(end - 1) == ' ' ? end - 1 : end;
        return from >= to ? "" : held.substring(from, to).toUpperCase(Locale.ROOT);
    }

    private Look bare() {
        if (inWord || !Chars.upper(held.charAt(0))) {
            return Look.NONE;
        }
        String all = held.toString();
        if (begins(all)) {
            return Look.OPEN;
        }
        int last = all.length() - 1;
        return !Chars.word(all.charAt(last)) && values.containsKey(all.substring(0, last)) ? Look.BARE : Look.NONE;
    }

    private String value(String body) {
        return values.getOrDefault(body, "");
    }

    /** What was held back, at the end of the stream. */
    public String end() {
        if (held.isEmpty()) {
            return "";
        }
        var out = new StringBuilder();
        take(END, out);
        out.setLength(out.length() - 1);
        return out.toString();
    }

    /** Nothing of the stream. */
    @Override
    public String toString() {
        return "Unmasker[" + held.length() + " characters held back]";
    }
}
