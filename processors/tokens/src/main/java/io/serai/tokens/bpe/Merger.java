package io.serai.tokens.bpe;

import java.util.Arrays;

/**
 * Room to merge one word after the other: its symbols, then its tokens, each with its length in bytes. For one thread.
 */
final class Merger {
    /** Up to here a scan for the lowest rank beats a heap. */
    private static final int SHORT = 80;

    private int[] ids = new int[64];
    private int[] lengths = new int[64];
    private long[] values = new long[64];
    private int size;

    void clear() {
        size = 0;
    }

    /** Appends a symbol of {@code length} bytes. */
    void add(int id, int length) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        ids[size] = id;
        lengths[size++] = length;
    }

    /** Makes the last symbol longer by {@code length} bytes. */
    void lengthen(int length) {
        lengths[size - 1] += length;
    }

    int size() {
        return size;
    }

    int id(int index) {
        return ids[index];
    }

    /** Bytes of the token at {@code index}. */
    int length(int index) {
        return lengths[index];
    }

    void copyIds(Ids out) {
        out.addAll(ids, 0, size);
    }

    void copyLengths(Ids out) {
        out.addAll(lengths, 0, size);
    }

    /** Merges what can be merged: lowest rank first, leftmost of it first. */
    void merge(MergeTable merges) {
        if (size < 2) {
            return;
        }
        if (values.length < size) {
            values = new long[ids.length];
        }
        for (int i = 0; i + 1 < size; i++) {
            values[i] = merges.get(ids[i], ids[i + 1]);
        }
        if (size <= SHORT) {
            scan(merges);
        } else {
            new HeapMerge(merges, ids, lengths, values, size).run();
            squeeze();
        }
    }

    private void scan(MergeTable merges) {
        int count = size;
        while (count > 1) {
            long best = MergeTable.NONE;
            int at = 0;
            for (int i = 0; i < count - 1; i++) {
                if (values[i] < best) {
                    best = values[i];
                    at = i;
                }
            }
            if (best == MergeTable.NONE) {
                break;
            }
            ids[at] = (int) best;
            lengths[at] += lengths[at + 1];
            count--;
            for (int i = at + 1; i < count; i++) {
                ids[i] = ids[i + 1];
                lengths[i] = lengths[i + 1];
                values[i] = values[i + 1];
            }
            if (at > 0) {
                values[at - 1] = merges.get(ids[at - 1], ids[at]);
            }
            if (at + 1 < count) {
                values[at] = merges.get(ids[at], ids[at + 1]);
            }
        }
        size = count;
    }

    /** Closes the gaps that a heap merge left: symbols of length -1. */
    private void squeeze() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (lengths[i] >= 0) {
                ids[kept] = ids[i];
                lengths[kept++] = lengths[i];
            }
        }
        size = kept;
    }
}
