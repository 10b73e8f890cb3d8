package io.serai.guard.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds every occurrence of many values in one pass: Aho and Corasick's automaton. Time and memory are in proportion to
 * the values and the text, however many values there are, but for words that lie in each other.
 */
final class ValueSearch {
    private static final long EMPTY = -1;

    private final boolean anyCase;
    private final long[] keys;
    private final int[] targets;
    private final int[] fail;
    /** Length of the value that ends here, 0 for none. */
    private final int[] own;
    /** The next node on the way of {@link #fail} with a value; 0 for none. */
    private final int[] shorter;

    private final boolean[] words;
    private final int[] parent;
    private final char[] symbol;
    private int nodes = 1;

    /**
     * A search.
     *
     * @param values  each with whether it counts only where it is a word, or several, of its own
     * @param anyCase whether ASCII letters match without regard to case; the values are then in capitals
     */
    ValueSearch(Map<String, Boolean> values, boolean anyCase) {
        this.anyCase = anyCase;
        int total = total(values.keySet());
        int capacity = Integer.highestOneBit(Math.max(8, total)) << 2;
        keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        targets = new int[capacity];
        fail = new int[total];
        own = new int[total];
        shorter = new int[total];
        words = new boolean[total];
        parent = new int[total];
        symbol = new char[total];
        var depths = new int[total];
        values.forEach((value, word) -> insert(value, word, depths));
        link(depths);
    }

    private static int total(Collection<String> values) {
        int total = 1;
        for (String value : values) {
            total += value.length();
        }
        return total;
    }

    private void insert(String value, boolean word, int[] depths) {
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
        own[node] = value.length();
        words[node] = word;
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
            shorter[node] = own[fail[node]] > 0 ? fail[node] : shorter[fail[node]];
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
            char c = text.charAt(i);
            node = next(node, anyCase && Chars.lower(c) ? (char) (c - 'a' + 'A') : c);
            int at = own[node] > 0 ? node : shorter[node];
            while (at > 0 && !taken(at, text, i + 1, hits)) {
                at = shorter[at];
            }
        }
        return hits;
    }

    /** Adds the value that ends at {@code end}, unless it does not count or another one cuts it, which hides it too. */
    private boolean taken(int node, String text, int end, List<int[]> hits) {
        int start = end - own[node];
        int inside = hits.size();
        while (inside > 0 && hits.get(inside - 1)[0] >= start) {
            inside--;
        }
        boolean cut = inside > 0 && hits.get(inside - 1)[1] > start;
        if (cut || (words[node] && !isWord(text, start, end))) {
            return false;
        }
        hits.subList(inside, hits.size()).clear();
        hits.add(new int[] {start, end});
        return true;
    }

    private static boolean isWord(String text, int start, int end) {
        boolean begins = !Chars.joined(Chars.at(text, start - 1), text.charAt(start));
        return begins && !Chars.joined(text.charAt(end - 1), Chars.at(text, end));
    }
}
