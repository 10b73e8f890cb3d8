package io.serai.tokens.bpe;

import static io.serai.tokens.bpe.CharClass.LETTER;
import static io.serai.tokens.bpe.CharClass.MARK;
import static io.serai.tokens.bpe.CharClass.NUMBER;
import static io.serai.tokens.bpe.CharClass.SPACE;

import java.lang.Character.UnicodeScript;

/**
 * Kimi's: as {@link O200kScanner}, but a run of the script Han is a word, its letters belong to no other word, and no
 * slash follows signs: {@code \p{Han}+|P?U*W+C?|P?U+W*C?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+}
 * with {@code U} and {@code W} without Han. The script has digits (〇) and signs too, which are Han only at the start of
 * a word.
 */
final class KimiScanner implements WordScanner {
    private static final int FIRST_HAN = 0x2E80;
    private static final long[] HAN = han();

    @Override
    public int next(char[] text, int from, int to) {
        if (text[from] >= FIRST_HAN && han(text, from, to)) {
            return hanRun(text, from, to);
        }
        int first = CharClass.at(text, from, to);
        if (first == NUMBER) {
            return Cl100kScanner.digits(text, from, to, 3);
        }
        int word = O200kScanner.word(text, from, lettersEnd(text, from, to), first);
        if (word > from) {
            return Contractions.anyCase(text, word, to);
        }
        if ((first & SPACE) == 0) {
            return signs(text, from, to);
        }
        if (text[from] == ' ' && from + 1 < to && (CharClass.at(text, from + 1, to) & (LETTER | NUMBER | SPACE)) == 0) {
            return signs(text, from + 1, to);
        }
        return Spaces.withLineEnds(text, from, to);
    }

    /** End of the letters and marks outside Han that follow the first character. */
    private static int lettersEnd(char[] text, int from, int to) {
        int at = CharClass.after(text, from, to);
        while (at < to
                && (CharClass.at(text, at, to) & (LETTER | MARK)) != 0
                && !(text[at] >= FIRST_HAN && han(text, at, to))) {
            at = CharClass.after(text, at, to);
        }
        return at;
    }

    private static int signs(char[] text, int from, int to) {
        int end = CharClass.runWithout(text, from, to, LETTER | NUMBER | SPACE);
        while (end < to && (text[end] == '\r' || text[end] == '\n')) {
            end++;
        }
        return end;
    }

    private static int hanRun(char[] text, int from, int to) {
        int at = from;
        while (at < to && han(text, at, to)) {
            at = CharClass.after(text, at, to);
        }
        return at;
    }

    private static boolean han(char[] text, int at, int to) {
        char unit = text[at];
        if (Character.isHighSurrogate(unit)) {
            return at + 1 < to
                    && Character.isLowSurrogate(text[at + 1])
                    && UnicodeScript.of(Character.toCodePoint(unit, text[at + 1])) == UnicodeScript.HAN;
        }
        return (HAN[unit >> 6] >>> unit & 1) != 0;
    }

    private static long[] han() {
        long[] bits = new long[1 << 10];
        for (int unit = FIRST_HAN; unit < 1 << 16; unit++) {
            if (UnicodeScript.of(unit) == UnicodeScript.HAN) {
                bits[unit >> 6] |= 1L << unit;
            }
        }
        return bits;
    }
}
