package io.serai.tokens.hf;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Finds the longest of many tokens at a place of a text. Immutable. */
final class TokenTrie {
    /** No token. */
    static final long NONE = -1;

    private final long[] firsts = new long[1 << 10];
    private long[] keys = new long[64];
    private int[] nodes = new int[64];
    private int edges;
    private int[] tokens = new int[64];
    private int size = 1;

    /**
     * A trie of {@code added}; what it finds is an index into that list.
     *
     * @param spelling how a token is spelled in the texts that will be searched
     */
    TokenTrie(List<AddedToken> added, UnaryOperator<String> spelling) {
        Arrays.fill(keys, -1);
        Arrays.fill(tokens, -1);
        for (int i = 0; i < added.size(); i++) {
            String spelled = spelling.apply(added.get(i).content());
            if (!spelled.isEmpty()) {
                insert(spelled, i);
            }
        }
    }

    /** The first place from {@code from} at which a token may start; {@code to} where there is none. */
    int candidate(char[] text, int from, int to) {
        int at = from;
        while (at < to && ((firsts[text[at] >> 6] >>> text[at]) & 1) == 0) {
            at++;
        }
        return at;
    }

    /** The longest token at {@code from}, as {@code end << 32 | index}; {@link #NONE} where there is none. */
    long longest(char[] text, int from, int to) {
        long found = NONE;
        int node = 0;
        for (int at = from; at < to; ) {
            node = child(node, text[at++]);
            if (node < 0) {
                break;
            }
            if (tokens[node] >= 0) {
                found = ((long) at << 32) | tokens[node];
            }
        }
        return found;
    }

    boolean isEmpty() {
        return size == 1;
    }

    private int child(int node, char unit) {
        long key = ((long) node << 16) | unit;
        int mask = keys.length - 1;
        for (int slot = slot(key, mask); ; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return nodes[slot];
            }
            if (keys[slot] < 0) {
                return -1;
            }
        }
    }

    private void insert(String spelled, int token) {
        firsts[spelled.charAt(0) >> 6] |= 1L << spelled.charAt(0);
        int node = 0;
        for (int i = 0; i < spelled.length(); i++) {
            int next = child(node, spelled.charAt(i));
            node = next >= 0 ? next : grow(node, spelled.charAt(i));
        }
        tokens[node] = token;
    }

    private int grow(int node, char unit) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
            Arrays.fill(tokens, size, tokens.length, -1);
        }
        if (edges * 2 >= keys.length) {
            rehash();
        }
        put(((long) node << 16) | unit, size);
        edges++;
        return size++;
    }

    private void put(long key, int node) {
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        nodes[slot] = node;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldNodes = nodes;
        keys = new long[oldKeys.length * 2];
        nodes = new int[keys.length];
        Arrays.fill(keys, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] >= 0) {
                put(oldKeys[i], oldNodes[i]);
            }
        }
    }

    private static int slot(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
