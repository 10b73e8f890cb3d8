package io.serai.tokens.bpe;

/**
 * A byte-pair encoding. Thread-safe; what a call needs to work in is a {@link Bpe.Work} of its own.
 *
 * <p>Words are expected as the scanners give them: short and often the same. Their ids are kept in a bounded cache.
 */
public final class Bpe {
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final Symbols symbols;
    private final boolean ignoreMerges;
    private final WordCache cache = new WordCache();

    Bpe(Vocabulary vocabulary, MergeTable merges, Symbols symbols, boolean ignoreMerges) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.symbols = symbols;
        this.ignoreMerges = ignoreMerges;
    }

    /** The tokens. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Appends the ids of the word from {@code from} to {@code to}, which has no lone surrogates. */
    public void encode(char[] text, int from, int to, Ids out, Work work) {
        if (to - from > WordCache.MAX_UNITS) {
            tokens(text, from, to, work).copyIds(out);
            return;
        }
        int hash = WordCache.hash(text, from, to);
        if (!cache.find(text, from, to, hash, out)) {
            int before = out.size();
            tokens(text, from, to, work).copyIds(out);
            cache.put(text, from, to, hash, out, before);
        }
    }

    /** As {@link #encode}, and appends to {@code lengths} how many bytes of the word each token is. */
    public void encode(char[] text, int from, int to, Ids out, Ids lengths, Work work) {
        Merger merger = tokens(text, from, to, work);
        merger.copyIds(out);
        merger.copyLengths(lengths);
    }

    private Merger tokens(char[] text, int from, int to, Work work) {
        Merger merger = work.merger;
        merger.clear();
        if (ignoreMerges) {
            int id = symbols.whole(text, from, to);
            if (id >= 0) {
                merger.add(id, Utf8.length(text, from, to));
                return merger;
            }
        }
        symbols.fill(text, from, to, merger);
        merger.merge(merges);
        return merger;
    }

    /** Room for the calls of one thread. */
    public static final class Work {
        private final Merger merger = new Merger();
    }
}
