package io.serai.tokens.bpe;

import java.util.function.IntConsumer;

/**
 * What two neighbouring tokens become: open addressing from a pair of ids to rank and merged id. Immutable once built.
 *
 * <p>A result is {@code rank << 32 | id}, so that comparing two results compares their ranks.
 */
final class MergeTable {
    /** No merge; above every result. */
    static final long NONE = Long.MAX_VALUE;

    private static final long EMPTY = -1;

    private final long[] slots;
    private final int mask;

    private MergeTable(long[] slots) {
        this.slots = slots;
        this.mask = (slots.length >> 1) - 1;
    }

    /** An empty table with room for {@code merges}. */
    static MergeTable withRoom(int merges) {
        int room = Integer.highestOneBit(Math.max(8, merges)) << 1;
        if (merges > room * 3L / 4) {
            room <<= 1;
        }
        long[] slots = new long[room * 2];
        for (int i = 0; i < slots.length; i += 2) {
            slots[i] = EMPTY;
        }
        return new MergeTable(slots);
    }

    /** Says what {@code left} and {@code right} become; the last word on a pair counts. Only while building. */
    void put(int left, int right, int rank, int id) {
        long key = key(left, right);
        int slot = slot(key);
        while (slots[slot * 2] != EMPTY && slots[slot * 2] != key) {
            slot = (slot + 1) & mask;
        }
        slots[slot * 2] = key;
        slots[slot * 2 + 1] = ((long) rank << 32) | id;
    }

    /** Rank and id of what {@code left} and {@code right} become; {@link #NONE} where they stay apart. */
    long get(int left, int right) {
        long key = key(left, right);
        for (int slot = slot(key); ; slot = (slot + 1) & mask) {
            long found = slots[slot * 2];
            if (found == key) {
                return slots[slot * 2 + 1];
            }
            if (found == EMPTY) {
                return NONE;
            }
        }
    }

    /** Gives the merged id of every merge. */
    void eachResult(IntConsumer out) {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != EMPTY) {
                out.accept((int) slots[i + 1]);
            }
        }
    }

    /** Gives the left and the right id of every merge. */
    void eachPart(IntConsumer out) {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != EMPTY) {
                out.accept((int) (slots[i] >> 32));
                out.accept((int) slots[i]);
            }
        }
    }

    private int slot(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 33) & mask;
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }
}
