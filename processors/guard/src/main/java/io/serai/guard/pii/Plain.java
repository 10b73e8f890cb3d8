package io.serai.guard.pii;

import io.serai.core.PiiSpan;
import java.util.Arrays;

/**
 * A text as its reader sees it: without invisible characters, and with digits of other scripts, full-width letters, and
 * the dashes and spaces of typesetters between digits in ASCII. Whoever puts a zero-width space into a number hides it
 * from rules, not from people.
 */
final class Plain {
    /** What numbers and addresses are made of, beside letters and digits. */
    private static final String SIGNS = "@.-+";

    private static final int FULL_WIDTH_FIRST = 0xff01;
    private static final int FULL_WIDTH_LAST = 0xff5e;
    private static final int FULL_WIDTH_LESS = 0xfee0;
    /** The joiner of graphemes, the frame of keys on emoji, and letters of Hangul that are blank. */
    private static final String BLANK = "\u034f\u20e3\u115f\u1160\u3164\uffa0";

    private static final int MINUS = 0x2212;
    private static final int LEAST = 0x80;

    private final String spelt;
    private final String text;
    /** Where each character stood. */
    private final int[] places;

    private Plain(String spelt, String text, int[] places) {
        this.spelt = spelt;
        this.text = text;
        this.places = places;
    }

    /** Whether {@code text} reads otherwise than it is spelt. */
    static boolean differs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= LEAST) {
                int c = text.codePointAt(i);
                if (invisible(c) || ascii(text, i, c) != c) {
                    return true;
                }
                i += Character.charCount(c) - 1;
            }
        }
        return false;
    }

    static Plain of(String text) {
        var plain = new StringBuilder(text.length());
        var places = new int[text.length()];
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c < LEAST || !invisible(c)) {
                int begin = plain.length();
                plain.appendCodePoint(c < LEAST ? c : ascii(text, i, c));
                for (int at = begin; at < plain.length(); at++) {
                    places[at] = i + at - begin;
                }
            }
        }
        return new Plain(text, plain.toString(), Arrays.copyOf(places, plain.length()));
    }

    String text() {
        return text;
    }

    /** The place in the text as it is spelt. */
    PiiSpan spelt(PiiSpan span) {
        int last = places[span.end() - 1];
        int end = last + Character.charCount(spelt.codePointAt(last));
        return new PiiSpan(span.type(), places[span.start()], end, span.score(), span.source());
    }

    private static boolean invisible(int c) {
        return Character.getType(c) == Character.FORMAT || variant(c) || BLANK.indexOf(c) >= 0;
    }

    /** Chooses how the character before looks. */
    private static boolean variant(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static int ascii(String text, int index, int c) {
        if (Character.isDigit(c)) {
            return '0' + Character.digit(c, 10);
        }
        if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
            char narrow = (char) (c - FULL_WIDTH_LESS);
            return Chars.alnum(narrow) || SIGNS.indexOf(narrow) >= 0 ? narrow : c;
        }
        int type = Character.getType(c);
        if (type == Character.DASH_PUNCTUATION || c == MINUS) {
            return inNumber(text, index) ? '-' : c;
        }
        return type == Character.SPACE_SEPARATOR && inNumber(text, index) ? ' ' : c;
    }

    /** Whether letters or digits stand on both sides, one of them a digit at least. */
    private static boolean inNumber(String text, int index) {
        char before = Chars.at(text, index - 1);
        char after = Chars.at(text, index + 1);
        return Character.isLetterOrDigit(before)
                && Character.isLetterOrDigit(after)
                && (Character.isDigit(before) || Character.isDigit(after));
    }
}
