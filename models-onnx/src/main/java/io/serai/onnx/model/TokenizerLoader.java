package io.serai.onnx.model;

import io.serai.core.Tokenizer;
import java.io.IOException;

/** Reads tokenizers. */
@FunctionalInterface
public interface TokenizerLoader {
    /**
     * The tokenizer of a {@code tokenizer.json} in memory.
     *
     * @param name what to call it in messages
     * @throws IOException if it is broken
     */
    Tokenizer load(byte[] json, String name) throws IOException;
}
