package io.serai.tokens.bpe;

import static io.serai.tokens.bpe.CharClass.LETTER;
import static io.serai.tokens.bpe.CharClass.LINE_END;
import static io.serai.tokens.bpe.CharClass.LOWER;
import static io.serai.tokens.bpe.CharClass.MARK;
import static io.serai.tokens.bpe.CharClass.NUMBER;
import static io.serai.tokens.bpe.CharClass.OTHER_LETTER;
import static io.serai.tokens.bpe.CharClass.SPACE;
import static io.serai.tokens.bpe.CharClass.UPPER;

/**
 * The o200k family, which cuts words where capitals follow small letters. With
 * {@code U = [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]}, {@code W = [\p{Ll}\p{Lm}\p{Lo}\p{M}]}, {@code P = [^\r\n\p{L}\p{N}]}
 * and {@code C} the English endings: {@code P?U*W+C?|P?U+W*C?|\p{N}{1,D}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|
 * \s+(?!\S)|\s+}.
 */
final class O200kScanner implements WordScanner {
    private static final int UPPERISH = UPPER | OTHER_LETTER | MARK;
    private static final int LOWERISH = LOWER | OTHER_LETTER | MARK;

    private final int digits;
    private final boolean contractions;

    /**
     * @param digits       how many digits, at most, make a word
     * @param contractions whether an English ending belongs to its word (OpenAI) or not (Mistral)
     */
    O200kScanner(int digits, boolean contractions) {
        this.digits = digits;
        this.contractions = contractions;
    }

    @Override
    public int next(char[] text, int from, int to) {
        int first = CharClass.at(text, from, to);
        if (first == NUMBER) {
            return Cl100kScanner.digits(text, from, to, digits);
        }
        int word = word(text, from, to, first);
        if (word > from) {
            return contractions ? Contractions.anyCase(text, word, to) : word;
        }
        if ((first & SPACE) == 0) {
            return signs(text, from, to);
        }
        if (text[from] == ' ' && from + 1 < to && (CharClass.at(text, from + 1, to) & (LETTER | NUMBER | SPACE)) == 0) {
            return signs(text, from + 1, to);
        }
        return Spaces.withLineEnds(text, from, to);
    }

    /** End of {@code P?U*W+} or else {@code P?U+W*}; {@code from} where neither matches. */
    static int word(char[] text, int from, int to, int first) {
        if ((first & LETTER) != 0) {
            return letters(text, from, to);
        }
        if (first == LINE_END) {
            return from;
        }
        int second = CharClass.after(text, from, to);
        int end = second < to ? letters(text, second, to) : second;
        if (first == MARK) {
            // P may be left out, and then the mark itself is a W: before P?U+W* gets its turn
            return end > second && endsLowerish(text, second, end, to) ? end : second;
        }
        return end > second ? end : from;
    }

    /** End of {@code U*W+|U+W*}. */
    private static int letters(char[] text, int from, int to) {
        int end = CharClass.run(text, from, to, UPPERISH);
        if (end < to && CharClass.at(text, end, to) == LOWER) {
            return CharClass.run(text, end, to, LOWERISH);
        }
        // U* gives back until a W is found; capitals behind it are the next word
        for (int at = end; at > from; ) {
            int before = CharClass.before(text, at, from);
            if ((CharClass.at(text, before, to) & LOWERISH) != 0) {
                return at;
            }
            at = before;
        }
        return end;
    }

    private static boolean endsLowerish(char[] text, int from, int end, int to) {
        return (CharClass.at(text, CharClass.before(text, end, from), to) & LOWERISH) != 0;
    }

    private static int signs(char[] text, int from, int to) {
        int end = CharClass.runWithout(text, from, to, LETTER | NUMBER | SPACE);
        while (end < to && (text[end] == '\r' || text[end] == '\n' || text[end] == '/')) {
            end++;
        }
        return end;
    }
}
