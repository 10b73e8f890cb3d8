package io.serai.steps.parse;

import io.serai.core.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of reasoning as it comes. Text is encoded in pieces of some thousand characters that end where a
 * word does, so the count may be off by a token in a thousand, and nothing long is ever encoded at once.
 */
final class ReasoningCount {
    private static final int PIECE_CHARS = 2048;

    private final @Nullable Tokenizer tokenizer;
    private final StringBuilder pending = new StringBuilder();
    private int tokens;

    ReasoningCount(@Nullable Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    void add(String text) {
        if (tokenizer == null) {
            return;
        }
        pending.append(text);
        if (pending.length() >= PIECE_CHARS) {
            int space = pending.lastIndexOf(" ");
            count(tokenizer, space > 0 ? space : pending.length());
        }
    }

    private void count(Tokenizer by, int chars) {
        tokens += by.encode(pending.substring(0, chars), false).length;
        pending.delete(0, chars);
    }

    /** Tokens so far; 0 if none came or nobody can count. */
    int total() {
        if (tokenizer != null && !pending.isEmpty()) {
            count(tokenizer, pending.length());
        }
        return tokens;
    }
}
