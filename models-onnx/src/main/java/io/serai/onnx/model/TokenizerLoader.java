package io.serai.onnx.model;

import io.serai.core.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** Reads tokenizers. */
@FunctionalInterface
public interface TokenizerLoader {
    /**
     * The tokenizer of the {@code tokenizer.json} at {@code file}.
     *
     * @throws IOException if it cannot be read or is broken
     */
    Tokenizer load(Path file) throws IOException;
}
