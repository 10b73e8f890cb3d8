package io.serai.tokens;

import io.serai.core.Tokenizer;
import io.serai.tokens.djl.DjlTokenizer;
import io.serai.tokens.hf.TokenizerFile;
import io.serai.tokens.tiktoken.TiktokenFiles;
import io.serai.tokens.unigram.SentencePieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Loads tokenizers. */
public final class Tokenizers {
    /** Files above are refused; the largest known has 34 MB. */
    public static final long MAX_BYTES = 128L << 20;

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

    /**
     * The tokenizer that {@code file} describes, by its name: {@code tekken.json}, {@code tiktoken.model},
     * {@code *.tiktoken}, {@code *.model} of SentencePiece; anything else is a {@code tokenizer.json}. The reference
     * library serves where that asks for a part that is not known here.
     *
     * @throws TokenizerFormatException if it is broken or too large
     * @throws IOException              if it cannot be read
     */
    public static Tokenizer loadAny(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (TiktokenFiles.knows(file)) {
            checkSize(file);
            return TiktokenFiles.read(file);
        }
        if (name.endsWith(".model") || name.contains(".model.v")) {
            return sentencePieces(file);
        }
        return load(file, (path, why) -> DjlTokenizer.of(Files.readAllBytes(path)));
    }

    /**
     * The tokenizer of a model's folder: the first of {@code tokenizer.json}, {@code tekken*.json},
     * {@code tiktoken.model}, {@code *.tiktoken} and {@code tokenizer.model*} that it holds. Special tokens that a text
     * spells out become their ids with any of them, so that prompts of a chat template come out right.
     *
     * @throws TokenizerFormatException if there is none, or it is broken or too large
     * @throws IOException              if it cannot be read
     */
    public static Tokenizer inFolder(Path folder) throws IOException {
        Path file = fileIn(folder);
        return file.getFileName().toString().startsWith("tekken") ? TiktokenFiles.tekken(file, true) : loadAny(file);
    }

    /**
     * The file that describes the tokenizer of a model's folder; see {@link #inFolder} for the order. Of several of a
     * kind it is the one whose name sorts last: they are named by date or version. Special tokens
     * that a text spells out stay plain text with {@code tekken.json}, if {@link #loadAny} reads it: its own library
     * never takes them out of a text.
     *
     * @throws TokenizerFormatException if there is none
     * @throws IOException              if the folder cannot be read
     */
    public static Path fileIn(Path folder) throws IOException {
        for (String pattern :
                List.of("tokenizer.json", "tekken*.json", "tiktoken.model", "*.tiktoken", "tokenizer.model*")) {
            try (var files = Files.newDirectoryStream(folder, pattern)) {
                var newest = StreamSupport.stream(files.spliterator(), false).max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new TokenizerFormatException(folder + " holds no tokenizer; put tokenizer.json, tekken.json,"
                + " tiktoken.model or tokenizer.model there");
    }

    /** The tokenizer of the SentencePiece model at {@code file}, whatever its name. */
    public static Tokenizer sentencePieces(Path file) throws IOException {
        checkSize(file);
        try {
            return SentencePieces.read(Files.readAllBytes(file));
        } catch (UnsupportedPartException e) {
            throw e;
        } catch (TokenizerFormatException e) {
            throw new TokenizerFormatException(file + ": " + e.getMessage(), e);
        }
    }

    private static void checkSize(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new TokenizerFormatException(
                    file + " has " + size + " bytes; a tokenizer file has at most " + MAX_BYTES);
        }
    }

    /** As {@link #load(Path)}; {@code fallback} is asked where a part is not known. */
    public static Tokenizer load(Path file, Fallback fallback) throws IOException {
        checkSize(file);
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
