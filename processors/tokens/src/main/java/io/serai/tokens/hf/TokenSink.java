package io.serai.tokens.hf;

import io.serai.core.Encoding;
import io.serai.tokens.bpe.Bpe;
import io.serai.tokens.bpe.Ids;

/** Collects tokens and, where wanted, their places in the original. For one call and one thread. */
public final class TokenSink {
    private final boolean offsets;
    private final Ids ids;
    private final Ids starts;
    private final Ids ends;
    private final Ids lengths = new Ids(4);
    private final Bpe.Work work = new Bpe.Work();

    TokenSink(boolean offsets, int expected) {
        this.offsets = offsets;
        this.ids = new Ids(expected);
        this.starts = new Ids(offsets ? expected : 0);
        this.ends = new Ids(offsets ? expected : 0);
    }

    /** Whether places are wanted; where not, they need not be worked out. */
    public boolean offsets() {
        return offsets;
    }

    /**
     * Appends a token that is units {@code from} to {@code to} of {@code piece}; a token that is some bytes of a
     * character names the whole character.
     */
    public void add(int id, AlignedText piece, int from, int to) {
        if (!offsets) {
            ids.add(id);
        } else if (from < to) {
            add(id, piece.originalStart(from), piece.originalEnd(to - 1));
        } else {
            int at = nowhere(piece, from);
            add(id, at, at);
        }
    }

    /** Appends a token at a place of the original. */
    void add(int id, int start, int end) {
        ids.add(id);
        if (offsets) {
            starts.add(start);
            ends.add(end);
        }
    }

    private static int nowhere(AlignedText piece, int at) {
        if (piece.isEmpty()) {
            return 0;
        }
        return at < piece.length() ? piece.originalStart(at) : piece.originalEnd(at - 1);
    }

    /** Encodes units {@code from} to {@code to} of {@code piece}'s array with {@code bpe}. */
    void encode(Bpe bpe, AlignedText piece, int from, int to) {
        if (!offsets) {
            bpe.encode(piece.chars(), from, to, ids, work);
            return;
        }
        lengths.clear();
        bpe.encode(piece.chars(), from, to, ids, lengths, work);
        new Placing(piece, from - piece.from(), to - piece.from()).place(lengths, starts, ends);
    }

    int size() {
        return ids.size();
    }

    int id(int index) {
        return ids.get(index);
    }

    int start(int index) {
        return starts.get(index);
    }

    int end(int index) {
        return ends.get(index);
    }

    void move(int index, int start, int end) {
        starts.set(index, start);
        ends.set(index, end);
    }

    int[] ids() {
        return ids.toArray();
    }

    Encoding encoding() {
        return new Encoding(ids.toArray(), starts.toArray(), ends.toArray());
    }
}
