package io.serai.tokens.registry;

import io.serai.core.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the tokenizer of a model's folder. */
@FunctionalInterface
interface TokenizerReader {
    /**
     * Reads the vocabulary in {@code folder}, of whichever kind it is.
     *
     * @throws IOException if there is none or it is wrong; its message is for whoever named the model
     */
    Tokenizer read(Path folder) throws IOException;
}
