package io.serai.tokens.hf;

import java.util.function.Consumer;

/** Cuts a piece of text into smaller ones, which the model then sees one by one. Stateless and thread-safe. */
public interface PreTokenizer {
    /** Gives the parts of {@code piece} to {@code out} in order; empty ones may be among them and are dropped. */
    void split(AlignedText piece, Consumer<AlignedText> out);
}
