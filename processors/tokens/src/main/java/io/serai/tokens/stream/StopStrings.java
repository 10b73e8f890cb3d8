package io.serai.tokens.stream;

import java.util.Arrays;
import java.util.List;

/**
 * Stop strings of one request as an automaton that reads each character once (Aho and Corasick's). Immutable.
 *
 * <p>A state is a beginning of a stop string, namely the longest that the text read so far ends in; that beginning is
 * also all that has to be held back.
 */
public final class StopStrings {
    /** Nothing read, or nothing of use. */
    static final int START = 0;

    private static final int NONE = -1;
    private static final int MAX_CHARS = 1 << 16;

    private final List<String> stops;
    /** A stop string that begins as each state does; with the state's depth, the text that the state stands for. */
    private final int[] source;

    private final int[] depth;
    private final char[] letter;
    private final int[] firstChild;
    private final int[] nextSibling;
    /** The longest state that is a proper end of each state. */
    private final int[] fallback;
    /** Index of the longest stop string that each state ends in. */
    private final int[] match;

    private int states = 1;

    private StopStrings(List<String> stops, int capacity) {
        this.stops = stops;
        source = new int[capacity];
        depth = new int[capacity];
        letter = new char[capacity];
        firstChild = filled(capacity);
        nextSibling = filled(capacity);
        fallback = new int[capacity];
        match = filled(capacity);
    }

    /**
     * Compiles {@code stops}; none is allowed.
     *
     * @throws IllegalArgumentException if one is empty, or all together are longer than 65,536 characters
     */
    public static StopStrings of(List<String> stops) {
        int chars = 0;
        for (String stop : stops) {
            if (stop.isEmpty()) {
                throw new IllegalArgumentException("a stop string is empty; leave it out");
            }
            chars = Math.addExact(chars, stop.length());
        }
        if (chars > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "stop strings of " + chars + " characters together; " + MAX_CHARS + " is the most");
        }
        StopStrings automaton = new StopStrings(List.copyOf(stops), chars + 1);
        for (int i = 0; i < stops.size(); i++) {
            automaton.add(stops.get(i), i);
        }
        automaton.link();
        return automaton;
    }

    boolean isEmpty() {
        return stops.isEmpty();
    }

    /** The state after {@code c} in {@code state}. */
    int next(int state, char c) {
        int from = state;
        while (true) {
            int child = child(from, c);
            if (child != NONE) {
                return child;
            }
            if (from == START) {
                return START;
            }
            from = fallback[from];
        }
    }

    /** Number of characters that {@code state} stands for. */
    int depth(int state) {
        return depth[state];
    }

    /** A stop string whose first {@link #depth} characters are what {@code state} stands for. */
    String text(int state) {
        return stops.get(source[state]);
    }

    /** Whether a stop string ends in {@code state}. */
    boolean matches(int state) {
        return match[state] != NONE;
    }

    /** The longest stop string that ends in {@code state}. */
    String matched(int state) {
        return stops.get(match[state]);
    }

    private void add(String stop, int index) {
        int state = START;
        for (int i = 0; i < stop.length(); i++) {
            int child = child(state, stop.charAt(i));
            state = child == NONE ? append(state, stop.charAt(i), index) : child;
        }
        if (match[state] == NONE) {
            match[state] = index;
        }
    }

    private int append(int parent, char c, int index) {
        int state = states++;
        letter[state] = c;
        source[state] = index;
        depth[state] = depth[parent] + 1;
        nextSibling[state] = firstChild[parent];
        firstChild[parent] = state;
        return state;
    }

    /** Breadth first, as a fallback is always shorter than the state it belongs to. */
    private void link() {
        int[] queue = new int[states];
        int end = 1;
        for (int i = 0; i < end; i++) {
            int parent = queue[i];
            for (int child = firstChild[parent]; child != NONE; child = nextSibling[child]) {
                queue[end++] = child;
                fallback[child] = parent == START ? START : next(fallback[parent], letter[child]);
                if (match[child] == NONE) {
                    match[child] = match[fallback[child]];
                }
            }
        }
    }

    private int child(int state, char c) {
        int child = firstChild[state];
        while (child != NONE && letter[child] != c) {
            child = nextSibling[child];
        }
        return child;
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
