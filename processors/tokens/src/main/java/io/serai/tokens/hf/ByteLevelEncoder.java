package io.serai.tokens.hf;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Bpe;
import io.serai.tokens.bpe.BpeTables;
import io.serai.tokens.bpe.WordScanner;
import io.serai.tokens.bpe.WordScanners;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pre-tokenizers that end with {@code ByteLevel}, before a BPE: the bytes are never spelled out, and a family that has
 * a scanner goes straight from the text to the word cache.
 */
final class ByteLevelEncoder {
    private ByteLevelEncoder() {}

    /** An encoder for {@code json}; null where it does not end with {@code ByteLevel}. */
    static @Nullable PieceEncoder of(@Nullable PartJson json, BpeTables tables) throws TokenizerFormatException {
        List<PartJson> parts = new ArrayList<>();
        if (json != null) {
            flatten(json, parts);
        }
        int last = parts.size() - 1;
        if (last < 0 || byteLevel(parts) != last) {
            return null;
        }
        PartJson end = parts.get(last);
        boolean prefix = end.flag("add_prefix_space", true);
        boolean cut = end.flag("use_regex", true);
        Bpe bpe = tables.overBytes();
        WordScanner scanner = prefix ? null : scanner(parts.subList(0, last), cut);
        if (scanner != null) {
            return (piece, sink) -> scan(scanner, bpe, piece, sink);
        }
        List<PreTokenizer> steps = new ArrayList<>();
        for (PartJson part : parts.subList(0, last)) {
            steps.add(Parts.preTokenizer(part));
        }
        return stepwise(new Splits.Sequence(List.copyOf(steps)), prefix, cut, bpe);
    }

    private static void scan(WordScanner scanner, Bpe bpe, AlignedText piece, TokenSink sink) {
        char[] text = piece.chars();
        int to = piece.to();
        for (int from = piece.from(); from < to; ) {
            int end = scanner.next(text, from, to);
            sink.encode(bpe, piece, from, end);
            from = end;
        }
    }

    private static PieceEncoder stepwise(PreTokenizer steps, boolean prefix, boolean cut, Bpe bpe) {
        WordScanner words = cut ? WordScanners.gpt2() : (text, from, to) -> to;
        return (piece, sink) -> steps.split(piece, part -> {
            boolean missing = prefix && part.charAt(0) != ' ';
            scan(words, bpe, missing ? Normalizers.prepend(part, " ") : part, sink);
        });
    }

    /** Index of the first {@code ByteLevel}; -1 if there is none. */
    private static int byteLevel(List<PartJson> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).type().equals("ByteLevel")) {
                return i;
            }
        }
        return -1;
    }

    private static void flatten(PartJson json, List<PartJson> parts) throws TokenizerFormatException {
        if (!json.type().equals("Sequence")) {
            parts.add(json);
            return;
        }
        for (PartJson part : json.parts("pretokenizers")) {
            flatten(part, parts);
        }
    }

    private static @Nullable WordScanner scanner(List<PartJson> splits, boolean cut) throws TokenizerFormatException {
        if (splits.isEmpty()) {
            return cut ? WordScanners.gpt2() : null;
        }
        List<String> patterns = new ArrayList<>();
        for (PartJson split : splits) {
            boolean plain = split.type().equals("Split")
                    && !split.flag("invert", false)
                    && SplitBehavior.of(split, SplitBehavior.ISOLATED) == SplitBehavior.ISOLATED;
            String regex = plain ? SplitPattern.regex(split, "pattern") : null;
            if (regex == null) {
                return null;
            }
            patterns.add(regex);
        }
        return cut ? null : WordScanners.of(patterns);
    }
}
