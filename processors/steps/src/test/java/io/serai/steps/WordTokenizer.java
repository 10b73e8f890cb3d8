package io.serai.steps;

import io.serai.core.Encoding;
import io.serai.core.TextStream;
import io.serai.core.Tokenizer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A token is a word; its id is the word's length. With special tokens, id 0 comes first. */
public final class WordTokenizer implements Tokenizer {
    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        if (text.contains("\u0000bug")) {
            throw new IllegalStateException("a tokenizer with a bug");
        }
        var ids = new ArrayList<Integer>();
        if (addSpecialTokens) {
            ids.add(0);
        }
        for (String word : text.split("\\s+", -1)) {
            if (!word.isEmpty()) {
                ids.add(word.length());
            }
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Encoding encodeWithOffsets(String text, boolean addSpecialTokens) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TextStream stream(boolean skipSpecialTokens) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] bytes(int id) {
        return new byte[0];
    }

    @Override
    public @Nullable String token(int id) {
        return null;
    }

    @Override
    public int id(String token) {
        return -1;
    }

    @Override
    public boolean special(int id) {
        return id == 0;
    }

    @Override
    public int vocabularySize() {
        return 1000;
    }

    @Override
    public String implementation() {
        return "words";
    }
}
