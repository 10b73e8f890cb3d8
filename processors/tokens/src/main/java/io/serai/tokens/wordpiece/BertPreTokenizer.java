package io.serai.tokens.wordpiece;

import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.PreTokenizer;
import java.util.function.Consumer;

/** The pre-tokenizer {@code BertPreTokenizer}: words, and each punctuation mark on its own; white space goes. */
public final class BertPreTokenizer implements PreTokenizer {
    @Override
    public void split(AlignedText piece, Consumer<AlignedText> out) {
        int word = 0;
        for (int i = 0; i < piece.length(); ) {
            int c = piece.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean punctuation = BertUnicode.punctuation(c);
            if (punctuation || BertUnicode.space(c)) {
                give(piece, word, i, out);
                if (punctuation) {
                    give(piece, i, next, out);
                }
                word = next;
            }
            i = next;
        }
        give(piece, word, piece.length(), out);
    }

    private static void give(AlignedText piece, int from, int to, Consumer<AlignedText> out) {
        if (from < to) {
            out.accept(piece.slice(from, to));
        }
    }
}
