package io.serai.tokens;

import io.serai.core.Tokenizer;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.hf.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads tokenizers. */
public final class Tokenizers {
    /** Files above are refused; the largest known has 34 MB. */
    public static final long MAX_BYTES = 512L << 20;

    private Tokenizers() {}

    /** What to do with a file that asks for parts that are not known here. */
    public interface Fallback {
        /** Another library's tokenizer for the {@code tokenizer.json} at {@code file}. */
        Tokenizer load(Path file, UnsupportedPartException why) throws IOException;
    }

    /**
     * The tokenizer of the {@code tokenizer.json} at {@code file}.
     *
     * @throws UnsupportedPartException if it asks for a part that is not known here
     * @throws TokenizerFormatException if it is broken or too large
     * @throws IOException              if it cannot be read
     */
    public static Tokenizer load(Path file) throws IOException {
        return load(file, (path, why) -> {
            throw why;
        });
    }

    /** As {@link #load(Path)}; a file with parts that are not known here is left to the reference library. */
    public static Tokenizer loadAny(Path file) throws IOException {
        return load(file, (path, why) -> DjlTokenizer.of(Files.readAllBytes(path)));
    }

    /** As {@link #load(Path)}; {@code fallback} is asked where a part is not known. */
    public static Tokenizer load(Path file, Fallback fallback) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new TokenizerFormatException(
                    file + " has " + size + " bytes; a tokenizer.json has at most " + MAX_BYTES);
        }
        try {
            return TokenizerFile.read(Files.readAllBytes(file), file.toString());
        } catch (UnsupportedPartException e) {
            return fallback.load(file, e);
        }
    }

    /**
     * The tokenizer of a {@code tokenizer.json} in memory.
     *
     * @param name what to call it in messages
     */
    public static Tokenizer load(byte[] json, String name) throws TokenizerFormatException {
        return TokenizerFile.read(json, name);
    }
}
