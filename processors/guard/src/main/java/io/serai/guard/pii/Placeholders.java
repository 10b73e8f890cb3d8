package io.serai.guard.pii;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Spelling of placeholders: {@code <}, capitals, digits and {@code _}, {@code >}. */
final class Placeholders {
    /** Longest there is, with its brackets: the type, {@code _} and a whole hash. */
    static final int MAX_LENGTH = 132;

    private static final int MAX_NAME = 60;

    private Placeholders() {}

    static boolean inside(char c) {
        return Chars.upper(c) || Chars.digit(c) || c == '_';
    }

    /** A type as it may stand in a placeholder. */
    static String name(String type) {
        var name = new StringBuilder(type.toUpperCase(Locale.ROOT));
        name.setLength(Math.min(name.length(), MAX_NAME));
        for (int i = 0; i < name.length(); i++) {
            if (!inside(name.charAt(i))) {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }

    /** What is spelled like a placeholder in {@code text}. */
    static Set<String> in(String text) {
        int start = text.indexOf('<');
        if (start < 0) {
            return Set.of();
        }
        var found = new HashSet<String>();
        for (; start >= 0; start = text.indexOf('<', start + 1)) {
            int end = start + 1;
            while (end - start < MAX_LENGTH && inside(Chars.at(text, end))) {
                end++;
            }
            if (Chars.at(text, end) == '>' && end > start + 1) {
                found.add(text.substring(start, end + 1));
            }
        }
        return found;
    }

    /** The text as it stands in a string of JSON. */
    static String inJson(String text) {
        var json = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
