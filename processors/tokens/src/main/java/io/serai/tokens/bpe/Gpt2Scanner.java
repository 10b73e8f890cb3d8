package io.serai.tokens.bpe;

import static io.serai.tokens.bpe.CharClass.LETTER;
import static io.serai.tokens.bpe.CharClass.NUMBER;
import static io.serai.tokens.bpe.CharClass.SPACE;

/** {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+}. */
final class Gpt2Scanner implements WordScanner {
    @Override
    public int next(char[] text, int from, int to) {
        char first = text[from];
        if (first == '\'') {
            int end = Contractions.lowerCase(text, from, to);
            if (end > from) {
                return end;
            }
        }
        int start = first == ' ' && from + 1 < to ? from + 1 : from;
        int at = CharClass.at(text, start, to);
        if ((at & LETTER) != 0) {
            return CharClass.run(text, start, to, LETTER);
        }
        if (at == NUMBER) {
            return CharClass.run(text, start, to, NUMBER);
        }
        if ((at & SPACE) == 0) {
            return CharClass.runWithout(text, start, to, LETTER | NUMBER | SPACE);
        }
        return Spaces.plain(text, from, to);
    }
}
