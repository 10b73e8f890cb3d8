package io.serai.tokens.hf;

import io.serai.core.Encoding;
import java.util.Arrays;

/** Collects tokens and, where wanted, their places in the original. For one call and one thread. */
public final class TokenSink {
    private final boolean offsets;
    private int[] ids;
    private int[] starts;
    private int[] ends;
    private int size;

    TokenSink(boolean offsets, int expected) {
        this.offsets = offsets;
        this.ids = new int[expected];
        this.starts = new int[offsets ? expected : 0];
        this.ends = new int[offsets ? expected : 0];
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
            add(id);
        } else if (from < to) {
            addAt(id, piece.originalStart(from), piece.originalEnd(to - 1));
        } else {
            int at = piece.isEmpty()
                    ? 0
                    : from < piece.length() ? piece.originalStart(from) : piece.originalEnd(from - 1);
            addAt(id, at, at);
        }
    }

    /** Appends a token whose place is not wanted. */
    void add(int id) {
        if (size == ids.length) {
            grow(size + 1);
        }
        ids[size++] = id;
    }

    /** Appends a token at a place of the original. */
    void addAt(int id, int start, int end) {
        if (size == ids.length) {
            grow(size + 1);
        }
        if (offsets) {
            starts[size] = start;
            ends[size] = end;
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    int id(int index) {
        return ids[index];
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    void place(int index, int start, int end) {
        starts[index] = start;
        ends[index] = end;
    }

    int[] ids() {
        return Arrays.copyOf(ids, size);
    }

    Encoding encoding() {
        return new Encoding(ids(), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
    }

    private void grow(int needed) {
        int room = Math.max(needed, ids.length + (ids.length >> 1) + 16);
        ids = Arrays.copyOf(ids, room);
        if (offsets) {
            starts = Arrays.copyOf(starts, room);
            ends = Arrays.copyOf(ends, room);
        }
    }
}
