package io.serai.tokens.bpe;

import static io.serai.tokens.bpe.CharClass.LETTER;
import static io.serai.tokens.bpe.CharClass.LINE_END;
import static io.serai.tokens.bpe.CharClass.MARK;
import static io.serai.tokens.bpe.CharClass.NUMBER;
import static io.serai.tokens.bpe.CharClass.SIGN;
import static io.serai.tokens.bpe.CharClass.SPACE;

/**
 * DeepSeek V3 and V4: three splits, one inside the other. Groups of up to three digits and runs of Chinese and kana
 * ({@code [一-龥぀-ゟ゠-ヿ]+}) are taken out first; in what is left, runs included,
 * {@code [!-/:-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+}.
 *
 * <p>That expression does not match every character (controls, unassigned ones): a stretch without match is one word.
 * For it the text ends where a digit stands, or where Chinese begins or ends.
 */
final class DeepSeekScanner implements WordScanner {
    private static final int WORD = LETTER | MARK;

    @Override
    public int next(char[] text, int from, int to) {
        int first = CharClass.at(text, from, to);
        if (first == NUMBER) {
            return Cl100kScanner.digits(text, from, to, 3);
        }
        boolean chinese = chinese(text[from]);
        int end = match(text, from, to, first, chinese);
        return end > from ? end : unmatched(text, from, to, chinese);
    }

    /** End of the match at {@code from}; {@code from} where there is none. */
    private static int match(char[] text, int from, int to, int first, boolean chinese) {
        if ((first & WORD) != 0) {
            return run(text, from, to, WORD, chinese);
        }
        int second = CharClass.after(text, from, to);
        if (first == SIGN) {
            if (text[from] < 0x80 && second < to && asciiLetter(text[second])) {
                return asciiLetters(text, second, to);
            }
            return signs(text, from, to, chinese);
        }
        if (first != LINE_END && in(text, second, to, WORD, chinese)) {
            return run(text, second, to, WORD, chinese);
        }
        if (text[from] == ' ' && in(text, second, to, SIGN, chinese)) {
            return signs(text, second, to, chinese);
        }
        return (first & SPACE) == 0 ? from : spaces(text, from, to);
    }

    private static int unmatched(char[] text, int from, int to, boolean chinese) {
        int end = CharClass.after(text, from, to);
        while (end < to && chinese(text[end]) == chinese) {
            int at = CharClass.at(text, end, to);
            if (at == NUMBER || match(text, end, to, at, chinese) > end) {
                break;
            }
            end = CharClass.after(text, end, to);
        }
        return end;
    }

    private static int signs(char[] text, int from, int to, boolean chinese) {
        int end = run(text, from, to, SIGN, chinese);
        return chinese ? end : CharClass.run(text, end, to, LINE_END);
    }

    private static int spaces(char[] text, int from, int to) {
        int run = CharClass.run(text, from, to, SPACE);
        boolean last = run < to && (CharClass.at(text, run, to) == NUMBER || chinese(text[run]));
        return Spaces.withLineEnds(text, from, last ? run : to);
    }

    private static int run(char[] text, int from, int to, int wanted, boolean chinese) {
        int end = from;
        while (in(text, end, to, wanted, chinese)) {
            end = CharClass.after(text, end, to);
        }
        return end;
    }

    private static boolean in(char[] text, int at, int to, int wanted, boolean chinese) {
        return at < to && (CharClass.at(text, at, to) & wanted) != 0 && chinese(text[at]) == chinese;
    }

    private static int asciiLetters(char[] text, int from, int to) {
        int end = from;
        while (end < to && asciiLetter(text[end])) {
            end++;
        }
        return end;
    }

    private static boolean asciiLetter(char unit) {
        int lower = unit | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** {@code [一-龥぀-ゟ゠-ヿ]}. */
    private static boolean chinese(char unit) {
        return unit >= '\u3040' && unit <= '\u9FA5' && (unit <= '\u30FF' || unit >= '\u4E00');
    }
}
