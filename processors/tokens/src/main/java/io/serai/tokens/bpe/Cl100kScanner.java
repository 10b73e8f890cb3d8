package io.serai.tokens.bpe;

import static io.serai.tokens.bpe.CharClass.LETTER;
import static io.serai.tokens.bpe.CharClass.LINE_END;
import static io.serai.tokens.bpe.CharClass.MARK;
import static io.serai.tokens.bpe.CharClass.NUMBER;
import static io.serai.tokens.bpe.CharClass.SPACE;

/**
 * {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,D}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|
 * \s+(?!\S)|\s+}: Llama-3 with three digits, Qwen with one; newer ones count marks as letters.
 */
final class Cl100kScanner implements WordScanner {
    private final int digits;
    private final int letters;

    /**
     * @param digits how many digits, at most, make a word
     * @param marks  whether {@code [\p{L}\p{M}]+} stands for {@code \p{L}+}, and signs are without marks
     */
    Cl100kScanner(int digits, boolean marks) {
        this.digits = digits;
        this.letters = marks ? LETTER | MARK : LETTER;
    }

    @Override
    public int next(char[] text, int from, int to) {
        int first = CharClass.at(text, from, to);
        if ((first & letters) != 0) {
            return CharClass.run(text, from, to, letters);
        }
        if (first == NUMBER) {
            return digits(text, from, to, digits);
        }
        char unit = text[from];
        if (unit == '\'') {
            int end = Contractions.anyCase(text, from, to);
            if (end > from) {
                return end;
            }
        }
        if (first == LINE_END) {
            return Spaces.withLineEnds(text, from, to);
        }
        int second = CharClass.after(text, from, to);
        if (second < to && (CharClass.at(text, second, to) & letters) != 0) {
            return CharClass.run(text, second, to, letters);
        }
        if ((first & SPACE) == 0) {
            return signs(text, from, to);
        }
        if (unit == ' ' && second < to && (CharClass.at(text, second, to) & (letters | NUMBER | SPACE)) == 0) {
            return signs(text, second, to);
        }
        return Spaces.withLineEnds(text, from, to);
    }

    private int signs(char[] text, int from, int to) {
        int end = CharClass.runWithout(text, from, to, letters | NUMBER | SPACE);
        return CharClass.run(text, end, to, LINE_END);
    }

    /** End of the digits from {@code from}, {@code most} at most. */
    static int digits(char[] text, int from, int to, int most) {
        int end = from;
        for (int n = 0; n < most && end < to && CharClass.at(text, end, to) == NUMBER; n++) {
            end = CharClass.after(text, end, to);
        }
        return end;
    }
}
