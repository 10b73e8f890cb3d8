package io.serai.bench.jmh;

import io.serai.bench.process.BenchFailure;
import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tokenizers lie that are measured. */
final class TokenizerFolder {
    static final String PROPERTY = "serai.tokenizers";
    static final Path DEFAULT = Optional.ofNullable(System.getenv("SERAI_TOKENIZER_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "serai", "tokenizers"));

    private TokenizerFolder() {}

    /** The tokenizer {@code name}. */
    static Tokenizer load(String name) {
        try {
            return Tokenizers.load(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code tokenizer.json} of {@code name}. */
    static Path file(String name) {
        Path folder = Path.of(System.getProperty(PROPERTY, DEFAULT.toString()));
        Path file = folder.resolve(name).resolve("tokenizer.json");
        if (Files.exists(file)) {
            return file;
        }
        throw new BenchFailure("no tokenizer.json of " + name + " in " + folder + "; run the tests of"
                + " processors/tokens, which download it, or say with --tokenizers where it is");
    }
}
