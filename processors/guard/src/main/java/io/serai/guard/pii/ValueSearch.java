package io.serai.guard.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds every occurrence of many values in one pass: Aho and Corasick's automaton. Time and memory are in proportion to
 * the values and the text, however many values there are.
 */
final class ValueSearch {
    private static final long EMPTY = -1;

    private long[] keys;
    private int[] targets;
    private int nodes = 1;
    private int[] fail;
    private int[] length;
    private int[] parent;
    private char[] symbol;

    ValueSearch(Collection<String> values) {
        int total = 1;
        for (String value : values) {
            total += value.length();
        }
        int capacity = Integer.highestOneBit(Math.max(8, total)) << 2;
        keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        targets = new int[capacity];
        fail = new int[total];
        length = new int[total];
        parent = new int[total];
        symbol = new char[total];
        var depths = new int[total];
        values.forEach(value -> insert(value, depths));
        link(depths);
    }

    private void insert(String value, int[] depths) {
        int node = 0;
        for (int i = 0; i < value.length(); i++) {
            int slot = slot(node, value.charAt(i));
            if (keys[slot] == EMPTY) {
                keys[slot] = key(node, value.charAt(i));
                targets[slot] = nodes;
                parent[nodes] = node;
                symbol[nodes] = value.charAt(i);
                depths[nodes] = i + 1;
                nodes++;
            }
            node = targets[slot];
        }
        length[node] = value.length();
    }

    /** Breadth first: a node's fallback is nearer to the root than the node. */
    private void link(int[] depths) {
        int deepest = 0;
        for (int i = 0; i < nodes; i++) {
            deepest = Math.max(deepest, depths[i]);
        }
        int[] starts = new int[deepest + 2];
        for (int i = 0; i < nodes; i++) {
            starts[depths[i] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] ordered = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            ordered[starts[depths[i]]++] = i;
        }
        for (int node : ordered) {
            if (depths[node] > 1) {
                fail[node] = next(fail[parent[node]], symbol[node]);
            }
            length[node] = Math.max(length[node], length[fail[node]]);
        }
    }

    private static long key(int node, char c) {
        return (long) node << 16 | c;
    }

    private int slot(int node, char c) {
        long key = key(node, c);
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 33) & keys.length - 1;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private int next(int from, char c) {
        int node = from;
        while (true) {
            int slot = slot(node, c);
            if (keys[slot] != EMPTY) {
                return targets[slot];
            }
            if (node == 0) {
                return 0;
            }
            node = fail[node];
        }
    }

    /** Start and end of values in {@code text} from {@code from} to {@code to}; of two that overlap the one around the other, else the first. */
    List<int[]> find(String text, int from, int to) {
        var hits = new ArrayList<int[]>();
        int node = 0;
        for (int i = from; i < to; i++) {
            node = next(node, text.charAt(i));
            if (length[node] > 0) {
                int start = i + 1 - length[node];
                while (!hits.isEmpty() && hits.getLast()[0] >= start) {
                    hits.removeLast();
                }
                if (hits.isEmpty() || hits.getLast()[1] <= start) {
                    hits.add(new int[] {start, i + 1});
                }
            }
        }
        return hits;
    }
}
