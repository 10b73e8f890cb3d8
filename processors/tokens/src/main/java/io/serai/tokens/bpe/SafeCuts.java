package io.serai.tokens.bpe;

/**
 * Cuts text where no merge can reach across: between two UTF-16 units that stand side by side in no token that a merge
 * makes. Each part then merges as it would within the whole, and is short enough for the word cache.
 *
 * <p>Pairs are kept as bits by hash. A collision only leaves out a cut.
 */
final class SafeCuts implements WordScanner {
    private static final int BITS = 21;

    private final long[] joined = new long[1 << (BITS - 6)];

    SafeCuts(Vocabulary vocabulary, MergeTable merges) {
        merges.eachResult(id -> {
            for (int i = 1; i < vocabulary.length(id); i++) {
                int bit = bit(vocabulary.charAt(id, i - 1), vocabulary.charAt(id, i));
                joined[bit >> 6] |= 1L << bit;
            }
        });
    }

    @Override
    public int next(char[] text, int from, int to) {
        char before = text[from];
        for (int at = from + 1; at < to; at++) {
            char unit = text[at];
            int bit = bit(before, unit);
            if (((joined[bit >> 6] >>> bit) & 1) == 0 && !Character.isLowSurrogate(unit)) {
                return at;
            }
            before = unit;
        }
        return to;
    }

    private static int bit(char first, char second) {
        return (((first << 16) | second) * 0x9E3779B1) >>> (32 - BITS);
    }
}
