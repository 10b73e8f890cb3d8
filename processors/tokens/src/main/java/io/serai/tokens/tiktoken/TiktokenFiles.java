package io.serai.tokens.tiktoken;

import io.serai.core.Tokenizer;
import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.bpe.WordScanners;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads files of ranked byte strings. Errors are of the kind {@link TokenizerFormatException}. */
public final class TiktokenFiles {
    private static final String CONFIG = "tokenizer_config.json";

    private TiktokenFiles() {}

    /** Whether {@code file} is, by its name, one that {@link #read} knows. */
    public static boolean knows(Path file) {
        String name = String.valueOf(file.getFileName());
        return tekken(name) || name.equals("tiktoken.model") || name.endsWith(".tiktoken");
    }

    private static boolean tekken(String name) {
        return name.startsWith("tekken") && name.endsWith(".json");
    }

    /**
     * The tokenizer that {@code file} describes.
     *
     * @throws IOException if the file cannot be read or is broken; the message says what to do
     */
    public static Tokenizer read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        return tekken(name) ? tekken(file, false) : ranks(file);
    }

    /**
     * A {@code tekken.json}.
     *
     * @param specialInText whether special tokens spelled out in a text become their ids. Mistral's library never does
     *                      that; a prompt that a chat template has rendered needs it
     */
    public static Tokenizer tekken(Path file, boolean specialInText) throws IOException {
        TekkenFile read = TekkenFile.read(file);
        List<String> names = read.specials();
        var specials = new HashMap<String, Integer>();
        for (int id = 0; id < names.size(); id++) {
            specials.put(names.get(id), id);
        }
        return new TiktokenTokenizer(
                new RankedVocabulary(read.tokens(), read.specialCount(), specials),
                scanner(file, read.pattern()),
                new TiktokenTokenizer.Rules(specialInText, true, new int[] {needed(specials, "<s>", file)}, new int[] {
                    needed(specials, "</s>", file)
                }));
    }

    private static int needed(Map<String, Integer> specials, String name, Path file) throws IOException {
        Integer id = specials.get(name);
        if (id == null) {
            throw new TokenizerFormatException(file + " names no special token " + name);
        }
        return id;
    }

    private static Tokenizer ranks(Path file) throws IOException {
        byte[][] ranks = Ranks.read(file);
        Path config = file.resolveSibling(CONFIG);
        Map<String, Integer> named = Files.exists(config) ? namedTokens(config) : Map.of();
        KnownEncoding encoding = KnownEncoding.of(ranks.length, named);
        if (encoding == null) {
            throw new TokenizerFormatException(
                    file + " has " + ranks.length + " ranks, which is no encoding known here;" + " put the " + CONFIG
                            + " with its special tokens (added_tokens_decoder) beside it");
        }
        return new TiktokenTokenizer(
                new RankedVocabulary(ranks, 0, encoding.specials()), encoding.scanner(), TiktokenTokenizer.Rules.PLAIN);
    }

    private static WordScanner scanner(Path file, String pattern) throws IOException {
        WordScanner scanner = WordScanners.of(pattern);
        if (scanner == null) {
            throw new TokenizerFormatException(file + " cuts words by a pattern that is not known here: " + pattern);
        }
        return scanner;
    }

    /** {@code added_tokens_decoder} of a configuration file, by spelling. */
    private static Map<String, Integer> namedTokens(Path config) throws IOException {
        var named = new HashMap<String, Integer>();
        if (PlainJson.read(Files.readAllBytes(config)) instanceof Map<?, ?> fields
                && fields.get("added_tokens_decoder") instanceof Map<?, ?> decoder) {
            for (Map.Entry<?, ?> entry : decoder.entrySet()) {
                if (entry.getValue() instanceof Map<?, ?> token && token.get("content") instanceof String content) {
                    named.put(content, id(config, entry.getKey()));
                }
            }
        }
        return named;
    }

    private static int id(Path config, @Nullable Object key) throws IOException {
        try {
            return Integer.parseInt(String.valueOf(key));
        } catch (NumberFormatException e) {
            throw new TokenizerFormatException(
                    config + ": key \"" + key + "\" of added_tokens_decoder should be an id", e);
        }
    }
}
