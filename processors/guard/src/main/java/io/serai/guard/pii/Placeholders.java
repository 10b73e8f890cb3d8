package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Where a placeholder stands. */
    private record Place(int start, int end) {}

    /**
     * What of {@code spans} lies outside of placeholders. A history brings back those that an answer had, and their digits
     * look like numbers of all kinds.
     *
     * @param spans in the order of the text, without overlaps
     */
    static List<PiiSpan> outside(String text, List<PiiSpan> spans) {
        if (spans.isEmpty()) {
            return spans;
        }
        var outside = new ArrayList<PiiSpan>(spans.size());
        Place place = next(text, 0);
        for (PiiSpan span : spans) {
            int from = span.start();
            while (place != null && place.start() < span.end()) {
                if (from < place.start()) {
                    outside.add(piece(span, from, place.start()));
                }
                from = Math.max(from, place.end());
                if (place.end() > span.end()) {
                    break; // the next span may begin in it
                }
                place = next(text, place.end());
            }
            if (from < span.end()) {
                outside.add(piece(span, from, span.end()));
            }
        }
        return outside;
    }

    private static PiiSpan piece(PiiSpan span, int start, int end) {
        return new PiiSpan(span.type(), start, end, span.score(), span.source());
    }

    /** The first placeholder from {@code from} on, or null. */
    private static @Nullable Place next(String text, int from) {
        for (int start = text.indexOf('<', from); start >= 0; start = text.indexOf('<', start + 1)) {
            int end = end(text, start);
            if (end > 0) {
                return new Place(start, end);
            }
        }
        return null;
    }

    /** Index behind the placeholder that begins at {@code start}, or -1 if none does. */
    private static int end(String text, int start) {
        int at = start + 1;
        while (at < text.length() && isOfBody(text.charAt(at)) && at - start <= MAX_NAME + HEX_DIGITS + 1) {
            at++;
        }
        int digits = at - HEX_DIGITS;
        boolean closed = at < text.length() && text.charAt(at) == '>';
        if (!closed || digits - 1 <= start + 1 || text.charAt(digits - 1) != '_') {
            return -1;
        }
        for (int i = digits; i < at; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return -1;
            }
        }
        return at + 1;
    }

    private static boolean isOfBody(char c) {
        return Chars.upper(c) || Chars.digit(c) || c == '_';
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
