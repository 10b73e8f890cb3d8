package io.serai.guard.pii;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Spelling of placeholders: {@code <}, a body of capitals, digits and {@code _}, {@code >}. */
final class Placeholders {
    static final int HEX_DIGITS = 6;

    private static final int MOST_HEX_DIGITS = 64;
    private static final int MAX_NAME = 60;

    private Placeholders() {}

    static String of(String body) {
        return "<" + body + ">";
    }

    /** A type as it may stand in a placeholder. */
    static String name(String type) {
        var name = new StringBuilder(type.toUpperCase(Locale.ROOT));
        name.setLength(Math.min(name.length(), MAX_NAME));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Chars.upper(c) && !Chars.digit(c)) {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }

    /** Adds the hexadecimal digits, in capitals, behind each {@code _} of {@code text}: what a body may end with. */
    static void tails(String text, Set<String> tails) {
        for (int at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
            int end = at + 1;
            while (end < text.length() && HexFormat.isHexDigit(text.charAt(end)) && end - at <= MOST_HEX_DIGITS) {
                end++;
            }
            if (end - at > HEX_DIGITS) {
                tails.add(text.substring(at + 1, end).toUpperCase(Locale.ROOT));
            }
        }
    }

    /** The text as it stands in a string of JSON. */
    static String inJson(String text) {
        var json = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(Character.forDigit(c >> 4, 16));
                        json.append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.toString();
    }
}
