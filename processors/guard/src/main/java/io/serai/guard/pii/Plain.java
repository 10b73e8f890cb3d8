package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.Arrays;

/**
 * A text as its reader sees it: without invisible characters, and with digits of other scripts and full-width letters in
 * ASCII. Whoever puts a zero-width space into a number hides it from rules, not from people.
 */
final class Plain {
    /** What numbers and addresses are made of, beside letters and digits. */
    private static final String SIGNS = "@.-+";

    private static final char FULL_WIDTH_FIRST = '\uff01';
    private static final char FULL_WIDTH_LAST = '\uff5e';
    private static final char FULL_WIDTH_LESS = 0xfee0;
    private static final char GRAPHEME_JOINER = '\u034f';
    private static final int LEAST = 0x80;

    private final String text;
    /** Where each character stood. */
    private final int[] places;

    private Plain(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** Whether {@code text} reads otherwise than it is spelt. */
    static boolean differs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= LEAST && (invisible(c) || ascii(c) != c)) {
                return true;
            }
        }
        return false;
    }

    static Plain of(String text) {
        var plain = new StringBuilder(text.length());
        var places = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < LEAST || !invisible(c)) {
                places[plain.length()] = i;
                plain.append(c < LEAST ? c : ascii(c));
            }
        }
        return new Plain(plain.toString(), Arrays.copyOf(places, plain.length()));
    }

    String text() {
        return text;
    }

    /** The place in the text as it is spelt. */
    PiiSpan spelt(PiiSpan span) {
        return new PiiSpan(span.type(), places[span.start()], places[span.end() - 1] + 1, span.score(), span.source());
    }

    private static boolean invisible(char c) {
        return Character.getType(c) == Character.FORMAT || c == GRAPHEME_JOINER || (c >= '\ufe00' && c <= '\ufe0f');
    }

    private static char ascii(char c) {
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
            char narrow = (char) (c - FULL_WIDTH_LESS);
            return Chars.alnum(narrow) || SIGNS.indexOf(narrow) >= 0 ? narrow : c;
        }
        return c;
    }
}
