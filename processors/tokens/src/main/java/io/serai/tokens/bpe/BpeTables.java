package io.serai.tokens.bpe;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Vocabulary and merges of a BPE model, from which encoders over bytes or characters are made. Immutable. */
public final class BpeTables {
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final BpeOptions options;

    private BpeTables(Vocabulary vocabulary, MergeTable merges, BpeOptions options) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
    }

    /**
     * Tables of merges that are pairs of tokens, the first to be done first.
     *
     * @throws IllegalArgumentException if a merge takes or makes a token that is not in the vocabulary
     */
    public static BpeTables of(Vocabulary vocabulary, MergeList merges, BpeOptions options) {
        return new BpeTables(
                vocabulary, merges.table(vocabulary, options.prefix().length()), options);
    }

    /**
     * Tables of a vocabulary whose ids are ranks (tiktoken): two tokens become one if what they spell together is a
     * token, the lowest id first.
     *
     * @param vocabulary tokens spelled in the {@link ByteAlphabet}
     */
    public static BpeTables ofRanks(Vocabulary vocabulary, BpeOptions options) {
        MergeTable table = MergeTable.withRoom(pairs(vocabulary, null));
        pairs(vocabulary, table);
        return new BpeTables(vocabulary, table, options);
    }

    /** The tokens. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** What the model does besides merging. */
    public BpeOptions options() {
        return options;
    }

    /** An encoder that reads text as its UTF-8, spelled in the {@link ByteAlphabet}. */
    public Bpe overBytes() {
        return new Bpe(vocabulary, merges, new ByteSymbols(vocabulary, options), options.ignoreMerges());
    }

    /** An encoder that reads text as its characters. */
    public Bpe overCharacters() {
        return new Bpe(vocabulary, merges, new CharSymbols(vocabulary, options), options.ignoreMerges());
    }

    /**
     * A scanner that cuts a text into parts which {@link #overCharacters} may encode one by one: together they give
     * what the whole gives. Where the options rule that out, it cuts nothing.
     */
    public WordScanner cuts() {
        boolean marked = !options.prefix().isEmpty() || !options.suffix().isEmpty();
        // a character that is dropped makes neighbours of those beside it, and unknown ones may become one token
        boolean meets = options.byteFallback()
                ? !bytesStayApart()
                : options.fuseUnknown() || vocabulary.id(options.unknown()) < 0;
        if (marked || meets || options.ignoreMerges()) {
            return (text, from, to) -> to;
        }
        return new SafeCuts(vocabulary, merges);
    }

    /** Whether every byte has a token, and none of these merges. */
    private boolean bytesStayApart() {
        var bytes = new BitSet();
        for (int value = 0; value < 256; value++) {
            int id = vocabulary.id(CharSymbols.byteToken(value));
            if (id < 0) {
                return false;
            }
            bytes.set(id);
        }
        boolean[] merged = {false};
        merges.eachPart(id -> merged[0] |= bytes.get(id));
        return !merged[0];
    }

    private static int pairs(Vocabulary vocabulary, @Nullable MergeTable table) {
        int count = 0;
        char[] token = new char[64];
        for (int id = 0; id < vocabulary.size(); id++) {
            int length = vocabulary.length(id);
            if (length > token.length) {
                token = Arrays.copyOf(token, length * 2);
            }
            if (length < 2) {
                continue;
            }
            vocabulary.copy(id, token, 0);
            for (int cut = 1; cut < length; cut++) {
                int left = vocabulary.id(token, 0, cut);
                int right = left < 0 ? -1 : vocabulary.id(token, cut, length - cut);
                if (right >= 0) {
                    count++;
                    if (table != null) {
                        table.put(left, right, id, id);
                    }
                }
            }
        }
        return count;
    }
}
