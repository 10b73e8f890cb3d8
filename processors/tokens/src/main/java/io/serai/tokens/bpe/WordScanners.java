package io.serai.tokens.bpe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scanners by the regular expressions that they stand for, each known by its exact text. */
public final class WordScanners {
    private static final String ENDINGS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private static final String SPACES = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String GPT2 =
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    private static final String UPPERISH = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWERISH = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final List<String> DEEPSEEK = List.of(
            "\\p{N}{1,3}",
            "[一-龥\u3040-ゟ゠-ヿ]+",
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+");

    private static final Map<String, WordScanner> KNOWN = Map.ofEntries(
            Map.entry(GPT2, new Gpt2Scanner()),
            Map.entry(cl100k(ENDINGS, "", "\\p{N}{1,3}"), new Cl100kScanner(3, false)),
            Map.entry(cl100k(ENDINGS, "", "\\p{N}"), new Cl100kScanner(1, false)),
            Map.entry(cl100k(ENDINGS, "\\p{M}", "\\p{N}"), new Cl100kScanner(1, true)),
            Map.entry(cl100k(ENDINGS, "\\p{M}", "\\p{N}{1,3}"), new Cl100kScanner(3, true)),
            Map.entry(o200k(ENDINGS + "?", "\\p{N}{1,3}"), new O200kScanner(3, true)),
            Map.entry(o200k("", "\\p{N}"), new O200kScanner(1, false)),
            Map.entry(o200k("", "\\p{N}{1,3}"), new O200kScanner(3, false)));

    private WordScanners() {}

    /** The scanner that cuts as {@code pattern} does, unmatched text kept; null where there is none. */
    public static @Nullable WordScanner of(String pattern) {
        return KNOWN.get(pattern);
    }

    /** As {@link #of(String)}, for splits one inside the other. */
    public static @Nullable WordScanner of(List<String> patterns) {
        if (patterns.size() == 1) {
            return of(patterns.get(0));
        }
        return patterns.equals(DEEPSEEK) ? new DeepSeekScanner() : null;
    }

    /** GPT-2's own, which the {@code ByteLevel} pre-tokenizer has built in. */
    public static WordScanner gpt2() {
        return new Gpt2Scanner();
    }

    /** Kimi's, whose pattern is in no file and no regular expression of Java. */
    public static WordScanner kimi() {
        return new KimiScanner();
    }

    /** Patterns that have a scanner. */
    static Iterable<String> patterns() {
        return KNOWN.keySet();
    }

    /** The splits of DeepSeek. */
    static List<String> deepSeek() {
        return DEEPSEEK;
    }

    private static String cl100k(String endings, String mark, String digits) {
        String letters = mark.isEmpty() ? "\\p{L}+" : "[\\p{L}" + mark + "]+";
        return endings + "|[^\\r\\n\\p{L}\\p{N}]?" + letters + "|" + digits + "| ?[^\\s\\p{L}" + mark
                + "\\p{N}]+[\\r\\n]*|" + SPACES;
    }

    private static String o200k(String endings, String digits) {
        String prefix = "[^\\r\\n\\p{L}\\p{N}]?";
        return prefix + UPPERISH + "*" + LOWERISH + "+" + endings + "|" + prefix + UPPERISH + "+" + LOWERISH + "*"
                + endings + "|" + digits + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" + SPACES;
    }
}
