package io.serai.tokens.bpe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Ids of words seen lately, for all threads. At most {@link #SLOTS} words of {@link #MAX_UNITS} units: about 13 MB when
 * full of the worst, 5 MB of usual ones.
 *
 * <p>An entry is one array that never changes: hash, number of units, units two an int, ids. Each word has two slots;
 * a new one takes the first and moves what was there to the second.
 */
final class WordCache {
    static final int SLOTS = 1 << 16;
    static final int MAX_UNITS = 32;

    private static final int MAX_IDS = 48;
    private static final int HEAD = 2;

    private final AtomicReferenceArray<int @Nullable []> slots = new AtomicReferenceArray<>(SLOTS);

    /** Appends the ids of the word to {@code out} if they are known. */
    boolean find(char[] text, int from, int to, int hash, Ids out) {
        int slot = hash & (SLOTS - 1);
        int[] entry = slots.getAcquire(slot);
        if (entry == null) {
            return false;
        }
        if (entry[0] != hash || !same(entry, text, from, to)) {
            entry = slots.getAcquire(slot ^ 1);
            if (entry == null || entry[0] != hash || !same(entry, text, from, to)) {
                return false;
            }
        }
        int start = HEAD + ((to - from + 1) >> 1);
        out.addAll(entry, start, entry.length - start);
        return true;
    }

    /** Remembers that the word is ids {@code first} to the end of {@code ids}. */
    void put(char[] text, int from, int to, int hash, Ids ids, int first) {
        int count = ids.size() - first;
        if (count > MAX_IDS) {
            return;
        }
        int units = to - from;
        int start = HEAD + ((units + 1) >> 1);
        int[] entry = new int[start + count];
        entry[0] = hash;
        entry[1] = units;
        for (int i = 0; i < units; i++) {
            entry[HEAD + (i >> 1)] |= text[from + i] << ((i & 1) << 4);
        }
        System.arraycopy(ids.values(), first, entry, start, count);
        int slot = hash & (SLOTS - 1);
        int[] before = slots.getAcquire(slot);
        if (before != null) {
            slots.setRelease(slot ^ 1, before);
        }
        slots.setRelease(slot, entry);
    }

    /** Hash of a word. */
    static int hash(char[] text, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + 1 < to; at += 2) {
            hash = (hash ^ (text[at] | (text[at + 1] << 16))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        if (at < to) {
            hash = (hash ^ text[at]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) (hash ^ (hash >>> 17));
    }

    private static boolean same(int[] entry, char[] text, int from, int to) {
        if (entry[1] != to - from) {
            return false;
        }
        int at = from;
        int index = HEAD;
        for (; at + 1 < to; at += 2, index++) {
            if (entry[index] != (text[at] | (text[at + 1] << 16))) {
                return false;
            }
        }
        return at == to || entry[index] == text[at];
    }
}
