package io.serai.bench.jmh;

import io.serai.bench.process.BenchFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tokenizers lie that are measured. */
final class TokenizerFolder {
    static final String PROPERTY = "serai.tokenizers";
    static final Path DEFAULT = Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers");

    private TokenizerFolder() {}

    /** The {@code tokenizer.json} of {@code name}. */
    static Path file(String name) {
        Path file = Path.of(System.getProperty(PROPERTY, DEFAULT.toString()))
                .resolve(name)
                .resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new BenchFailure("no " + file + "; run the tests of processors/tokens, which download it, or say"
                    + " with --tokenizers where it is");
        }
        return file;
    }
}
