package io.serai.gateway.cli;

import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a tokenizer's folder or file. */
final class TokenizerFolders {
    private TokenizerFolders() {}

    /** The tokenizer in the folder, or of the file, of that name. */
    static Tokenizer open(String name) throws CaseException, IOException {
        Path path = Cases.existing(name);
        if (path == null) {
            throw new CaseException("there is no folder or file " + name + "; name the folder of a model's files");
        }
        try {
            return Tokenizers.loadAny(Files.isDirectory(path) ? Tokenizers.fileIn(path) : path);
        } catch (TokenizerFormatException e) {
            throw new CaseException(String.valueOf(e.getMessage()));
        }
    }
}
