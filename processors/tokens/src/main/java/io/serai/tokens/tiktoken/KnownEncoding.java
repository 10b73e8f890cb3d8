package io.serai.tokens.tiktoken;

import static java.util.Objects.requireNonNull;

import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.bpe.WordScanners;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rank file does not say.
 *
 * @param scanner  cuts words
 * @param specials special tokens and their ids
 */
record KnownEncoding(WordScanner scanner, Map<String, Integer> specials) {
    private static final int CL100K_RANKS = 100_256;
    private static final int O200K_RANKS = 199_998;
    private static final int HARMONY_END = 201_088;
    private static final int QWEN_RANKS = 151_643;
    private static final int QWEN_EXTRAS = 205;
    private static final int KIMI_RESERVED = 256;

    private static final String ENDINGS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private static final String PREFIX = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String UPPERISH = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWERISH = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String SIGNS = " ?[^\\s\\p{L}\\p{N}]+";
    private static final String SPACES = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final WordScanner CL100K = cl100k("\\p{N}{1,3}");
    private static final WordScanner QWEN = cl100k("\\p{N}");
    private static final WordScanner O200K = scanner(PREFIX + UPPERISH + "*" + LOWERISH + "+" + ENDINGS + "?|" + PREFIX
            + UPPERISH + "+" + LOWERISH + "*" + ENDINGS + "?|\\p{N}{1,3}|" + SIGNS + "[\\r\\n/]*|" + SPACES);

    /**
     * The encoding of a file.
     *
     * @param ranks how many the file has
     * @param named special tokens that a configuration beside the file names; empty without one
     * @return null where nothing fits
     */
    static @Nullable KnownEncoding of(int ranks, Map<String, Integer> named) {
        if (!named.isEmpty()) {
            return new KnownEncoding(WordScanners.kimi(), reserved(ranks, named));
        }
        return switch (ranks) {
            case CL100K_RANKS -> new KnownEncoding(CL100K, cl100kSpecials());
            case O200K_RANKS -> new KnownEncoding(O200K, harmonySpecials());
            case QWEN_RANKS -> new KnownEncoding(QWEN, qwenSpecials());
            default -> null;
        };
    }

    /** Kimi's: the 256 ids behind the ranks are special, most without a name. */
    private static Map<String, Integer> reserved(int ranks, Map<String, Integer> named) {
        var specials = new LinkedHashMap<String, Integer>();
        for (int id = ranks; id < ranks + KIMI_RESERVED; id++) {
            if (!named.containsValue(id)) {
                specials.put("<|reserved_token_" + id + "|>", id);
            }
        }
        specials.putAll(named);
        return specials;
    }

    private static Map<String, Integer> cl100kSpecials() {
        return Map.of(
                "<|endoftext|>", 100257,
                "<|fim_prefix|>", 100258,
                "<|fim_middle|>", 100259,
                "<|fim_suffix|>", 100260,
                "<|endofprompt|>", 100276);
    }

    /** Those of gpt-oss, among which are those of GPT-4o. */
    private static Map<String, Integer> harmonySpecials() {
        var specials = new LinkedHashMap<String, Integer>();
        for (int id = 200_000; id < HARMONY_END; id++) {
            specials.put("<|reserved_" + id + "|>", id);
        }
        name(specials, "<|startoftext|>", 199_998);
        name(specials, "<|endoftext|>", 199_999);
        name(specials, "<|return|>", 200_002);
        name(specials, "<|constrain|>", 200_003);
        name(specials, "<|channel|>", 200_005);
        name(specials, "<|start|>", 200_006);
        name(specials, "<|end|>", 200_007);
        name(specials, "<|message|>", 200_008);
        name(specials, "<|call|>", 200_012);
        specials.put("<|endofprompt|>", 200_018); // this id has two names
        return specials;
    }

    private static void name(Map<String, Integer> specials, String name, int id) {
        specials.remove("<|reserved_" + id + "|>");
        specials.put(name, id);
    }

    private static Map<String, Integer> qwenSpecials() {
        var specials = new LinkedHashMap<String, Integer>();
        int id = QWEN_RANKS;
        specials.put("<|endoftext|>", id++);
        specials.put("<|im_start|>", id++);
        specials.put("<|im_end|>", id++);
        for (int extra = 0; extra < QWEN_EXTRAS; extra++) {
            specials.put("<|extra_" + extra + "|>", id++);
        }
        return specials;
    }

    private static WordScanner cl100k(String digits) {
        return scanner(ENDINGS + "|" + PREFIX + "\\p{L}+|" + digits + "|" + SIGNS + "[\\r\\n]*|" + SPACES);
    }

    private static WordScanner scanner(String pattern) {
        return requireNonNull(WordScanners.of(pattern), pattern);
    }
}
