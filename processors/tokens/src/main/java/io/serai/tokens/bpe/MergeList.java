package io.serai.tokens.bpe;

import java.util.Arrays;

/** Merges as a file lists them: pairs of spellings, best first. For one thread. */
public final class MergeList {
    private char[] pool = new char[1 << 12];
    private int[] ends = new int[1 << 10];
    private int spellings;
    private int used;

    /** Adds the left or, by turns, the right half of a merge. */
    public void add(char[] text, int start, int length) {
        if (pool.length - used < length) {
            pool = Arrays.copyOf(pool, Math.max(pool.length * 2, used + length));
        }
        if (spellings == ends.length) {
            ends = Arrays.copyOf(ends, spellings * 2);
        }
        System.arraycopy(text, start, pool, used, length);
        used += length;
        ends[spellings++] = used;
    }

    /** Number of merges. */
    public int size() {
        return spellings / 2;
    }

    MergeTable table(Vocabulary vocabulary, int prefix) {
        MergeTable table = MergeTable.withRoom(size());
        char[] joined = new char[256];
        for (int rank = 0; rank < size(); rank++) {
            int from = rank == 0 ? 0 : ends[2 * rank - 1];
            int middle = ends[2 * rank];
            int to = ends[2 * rank + 1];
            int left = id(vocabulary, rank, pool, from, middle - from);
            int right = id(vocabulary, rank, pool, middle, to - middle);
            int cut = Math.min(prefix, to - middle);
            if (prefix == 0) {
                table.put(left, right, rank, id(vocabulary, rank, pool, from, to - from));
                continue;
            }
            int length = to - from - cut;
            if (joined.length < length) {
                joined = new char[length * 2];
            }
            System.arraycopy(pool, from, joined, 0, middle - from);
            System.arraycopy(pool, middle + cut, joined, middle - from, to - middle - cut);
            table.put(left, right, rank, id(vocabulary, rank, joined, 0, length));
        }
        return table;
    }

    private static int id(Vocabulary vocabulary, int rank, char[] text, int start, int length) {
        int id = vocabulary.id(text, start, length);
        if (id < 0) {
            throw new IllegalArgumentException("merge " + rank + " needs a token that the vocabulary lacks: \""
                    + new String(text, start, Math.min(length, 80)) + "\"");
        }
        return id;
    }
}
