package io.serai.tokens.unigram;

import io.serai.tokens.bpe.Vocabulary;
import java.util.Arrays;

/**
 * All tokens of a vocabulary by their UTF-16 units, for finding those that start at a place of a text. Nodes are
 * numbered level by level, so that the children of a node are neighbours. Immutable.
 */
public final class CharTrie {
    /** The node before the first unit. */
    public static final int ROOT = 0;

    private final char[] labels;
    private final int[] firstChild;
    private final int[] values;
    private final int[] firstUnits;

    private CharTrie(char[] labels, int[] firstChild, int[] values, int[] firstUnits) {
        this.labels = labels;
        this.firstChild = firstChild;
        this.values = values;
        this.firstUnits = firstUnits;
    }

    /** A trie of all tokens of {@code vocabulary}. */
    public static CharTrie of(Vocabulary vocabulary) {
        return new Builder(vocabulary).build();
    }

    /** The node behind {@code unit} of {@code node}; -1 where no token goes on so. */
    public int child(int node, char unit) {
        if (node == ROOT) {
            return unit < firstUnits.length ? firstUnits[unit] : -1;
        }
        int low = firstChild[node];
        int high = firstChild[node + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            char label = labels[middle];
            if (label == unit) {
                return middle;
            }
            if (label < unit) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The node behind all of {@code prefix}; -1 where no token starts so. */
    public int walk(String prefix) {
        int node = ROOT;
        for (int i = 0; i < prefix.length() && node >= 0; i++) {
            node = child(node, prefix.charAt(i));
        }
        return node;
    }

    /** Id of the token that ends at {@code node}; -1 where none does. */
    public int value(int node) {
        return values[node];
    }

    /** Sorts the tokens, then walks them level by level: each node is a run of tokens with a common start. */
    private static final class Builder {
        private final Vocabulary vocabulary;
        private final int[] sorted;
        private char[] labels;
        private int[] firstChild;
        private int[] values;
        private int[] from;
        private int[] to;
        private int nodes = 1;

        Builder(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            this.sorted = sorted(vocabulary);
            int room = Math.max(16, sorted.length * 2);
            labels = new char[room];
            firstChild = new int[room + 1];
            values = new int[room];
            from = new int[room];
            to = new int[room];
            to[0] = sorted.length;
        }

        private static int[] sorted(Vocabulary vocabulary) {
            record Token(String text, int id) {}
            var tokens = new Token[vocabulary.size()];
            int count = 0;
            for (int id = 0; id < vocabulary.size(); id++) {
                String token = vocabulary.token(id);
                if (token != null && !token.isEmpty() && vocabulary.id(token) == id) {
                    tokens[count++] = new Token(token, id);
                }
            }
            Arrays.sort(tokens, 0, count, (a, b) -> a.text.compareTo(b.text));
            int[] ids = new int[count];
            for (int i = 0; i < count; i++) {
                ids[i] = tokens[i].id;
            }
            return ids;
        }

        CharTrie build() {
            int depth = 0;
            int levelEnd = 1;
            for (int node = 0; node < nodes; node++) {
                if (node == levelEnd) {
                    depth++;
                    levelEnd = nodes;
                }
                expand(node, depth);
            }
            firstChild[nodes] = nodes;
            return new CharTrie(
                    Arrays.copyOf(labels, nodes),
                    Arrays.copyOf(firstChild, nodes + 1),
                    Arrays.copyOf(values, nodes),
                    firstUnits());
        }

        private void expand(int node, int depth) {
            firstChild[node] = nodes;
            values[node] = -1;
            int at = from[node];
            if (at < to[node] && vocabulary.length(sorted[at]) == depth) {
                values[node] = sorted[at++];
            }
            while (at < to[node]) {
                char unit = vocabulary.charAt(sorted[at], depth);
                int end = at + 1;
                while (end < to[node] && vocabulary.charAt(sorted[end], depth) == unit) {
                    end++;
                }
                add(unit, at, end);
                at = end;
            }
        }

        private void add(char label, int start, int end) {
            if (nodes == labels.length) {
                int room = nodes * 2;
                labels = Arrays.copyOf(labels, room);
                firstChild = Arrays.copyOf(firstChild, room + 1);
                values = Arrays.copyOf(values, room);
                from = Arrays.copyOf(from, room);
                to = Arrays.copyOf(to, room);
            }
            labels[nodes] = label;
            from[nodes] = start;
            to[nodes++] = end;
        }

        private int[] firstUnits() {
            int end = nodes > 1 ? firstChild[1] : 1;
            int[] table = new int[end > 1 ? labels[end - 1] + 1 : 0];
            Arrays.fill(table, -1);
            for (int node = 1; node < end; node++) {
                table[labels[node]] = node;
            }
            return table;
        }
    }
}
