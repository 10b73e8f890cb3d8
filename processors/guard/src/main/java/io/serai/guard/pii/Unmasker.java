package io.serai.guard.pii;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;

/**
 * Puts values back for placeholders in a text that arrives in chunks. Only what can still become a known placeholder is
 * held back: at most the length of one. One instance serves one stream; it is not thread-safe.
 *
 * <p>Models copy placeholders inexactly. Inside the brackets letters of any case, and a blank on either side, will do;
 * without brackets the placeholder must be spelt exactly, and stand as a word of its own. Brackets may be escaped as
 * some writers of JSON do it, {@code \\u003c} and {@code \\u003e}.
 */
public final class Unmasker {
    /** Ends what is held back: no placeholder has it. */
    private static final char END = '\n';

    private static final String ESCAPED_OPENING = "\\u003c";
    private static final String ESCAPED_CLOSING = "\\u003e";

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
    /** The last character that is no longer held. */
    private char before = END;

    Unmasker(NavigableMap<String, String> values, UnaryOperator<String> spelling) {
        this.values = values;
        this.spelling = spelling;
    }

    /** The text that is certain with this chunk; may be empty, and is {@code chunk} itself where nothing is to be done. */
    public String push(String chunk) {
        int plain = held.isEmpty() ? plainEnd(chunk) : 0;
        before = plain == 0 ? before : chunk.charAt(plain - 1);
        if (plain == chunk.length()) {
            return chunk;
        }
        var out = new StringBuilder(chunk.length() + held.length()).append(chunk, 0, plain);
        for (int i = plain; i < chunk.length(); i++) {
            take(chunk.charAt(i), out);
        }
        return out.toString();
    }

    /** Where a placeholder could begin. */
    private int plainEnd(String chunk) {
        char last = before;
        for (int i = 0; i < chunk.length(); i++) {
            char c = chunk.charAt(i);
            if (c == '<'
                    || (c == '\\' && last != '\\' && (i + 1 == chunk.length() || chunk.charAt(i + 1) == 'u'))
                    || (!Chars.word(last) && Chars.upper(c) && begins(String.valueOf(c)))) {
                return i;
            }
            last = c;
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
                    before = held.charAt(0);
                    out.append(before);
                    held.deleteCharAt(0);
                }
                case WHOLE -> {
                    out.append(spelling.apply(value(body(opening(), closing()))));
                    held.setLength(0);
                    before = '>';
                }
                case BARE -> {
                    int end = held.length() - 1;
                    out.append(spelling.apply(value(held.substring(0, end))));
                    before = held.charAt(end - 1);
                    held.delete(0, end);
                }
            }
        }
    }

    private Look look() {
        if (held.charAt(0) == '<') {
            return bracketed();
        }
        if (held.charAt(0) != '\\') {
            return bare();
        }
        if (before == '\\' || !isPart(ESCAPED_OPENING, 0)) {
            return Look.NONE;
        }
        return held.length() < ESCAPED_OPENING.length() ? Look.OPEN : bracketed();
    }

    /** Whether what is held from {@code at} on is {@code mark}, or the beginning of it, or goes on behind it. */
    private boolean isPart(String mark, int at) {
        int length = Math.min(mark.length(), held.length() - at);
        return mark.regionMatches(true, 0, held.substring(at, at + length), 0, length);
    }

    /** Length of the opening bracket. */
    private int opening() {
        return held.charAt(0) == '<' ? 1 : ESCAPED_OPENING.length();
    }

    /** Where the closing bracket begins, or as much of it as there is; the end of what is held without one. */
    private int closing() {
        int last = held.length() - 1;
        int escape = held.indexOf("\\", opening());
        return escape >= 0 ? escape : held.charAt(last) == '>' ? last : held.length();
    }

    private Look bracketed() {
        int closing = closing();
        String body = body(opening(), closing);
        if (closing == held.length()) {
            return mayGoOn(body) ? Look.OPEN : Look.NONE;
        }
        boolean escaped = held.charAt(closing) == '\\';
        if (!values.containsKey(body) || (escaped && !isPart(ESCAPED_CLOSING, closing))) {
            return Look.NONE;
        }
        return escaped && held.length() - closing < ESCAPED_CLOSING.length() ? Look.OPEN : Look.WHOLE;
    }

    private boolean mayGoOn(String body) {
        int last = held.length() - 1;
        boolean blank = last > opening() && held.charAt(last) == ' ';
        return blank ? values.containsKey(body) && held.charAt(last - 1) != ' ' : begins(body);
    }

    /** What stands between the brackets, without a blank on either side. */
    private String body(int opening, int closing) {
        int from = held.length() > opening && held.charAt(opening) == ' ' ? opening + 1 : opening;
        int to = closing > from && held.charAt(closing - 1) == ' ' ? closing - 1 : closing;
        return from >= to ? "" : held.substring(from, to).toUpperCase(Locale.ROOT);
    }

    private Look bare() {
        if (Chars.word(before) || !Chars.upper(held.charAt(0))) {
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
