package io.serai.tokens.registry;

import io.serai.core.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** Chooses among the vocabularies that a folder holds. */
final class FolderTokenizer implements TokenizerReader {
    @Override
    public Tokenizer read(Path folder) throws IOException {
        throw new ModelLoadException("no vocabulary of a known kind is among the model's files");
    }
}
