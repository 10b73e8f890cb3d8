package io.serai.tokens.cache;

import java.util.Arrays;

/** The ids of a text's segments, in order, on their way into one array. */
final class Row {
    private int[][] parts = new int[16][];
    private int size;
    private int known;
    private int knownTokens;
    private int tokens;

    void add(int[] ids, boolean wasKnown) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, size * 2);
        }
        parts[size++] = ids;
        tokens = Math.addExact(tokens, ids.length);
        if (wasKnown) {
            known++;
            knownTokens += ids.length;
        }
    }

    /** All ids, in an array that is the caller's own. */
    int[] join() {
        int[] all = new int[tokens];
        int at = 0;
        for (int i = 0; i < size; i++) {
            System.arraycopy(parts[i], 0, all, at, parts[i].length);
            at += parts[i].length;
        }
        return all;
    }

    void count(Shelf shelf) {
        shelf.served(known, size - known, knownTokens, tokens - knownTokens);
    }
}
