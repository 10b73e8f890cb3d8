package io.serai.onnx.model;

import java.util.Arrays;

/**
 * How the tokens of a long text are cut into rows that overlap.
 *
 * @param tokens tokens of the text
 * @param room   tokens of the text that a row holds at most
 * @param begins place of the first token of each row; none for a text without tokens
 */
record Windows(int tokens, int room, int[] begins) {
    /**
     * Each row begins {@code overlap} tokens before the end of the last one, moved back to where a word begins if one
     * does. A row that would reach the end of the text ends there instead, so that it is full.
     */
    static Windows of(int tokens, Words words, int room, int overlap) {
        if (tokens == 0) {
            return new Windows(0, room, new int[0]);
        }
        int[] begins = new int[tokens / (room - overlap) + 1];
        int count = 1;
        for (int last = 0; last + room < tokens; last = begins[count++]) {
            int target = last + room - overlap;
            if (count == begins.length) {
                begins = Arrays.copyOf(begins, 2 * count);
            }
            begins[count] = target + room >= tokens ? tokens - room : border(words, last, target);
        }
        return new Windows(tokens, room, Arrays.copyOf(begins, count));
    }

    private static int border(Words words, int last, int target) {
        for (int at = target; at > last; at--) {
            if (words.begin(at)) {
                return at;
            }
        }
        return target;
    }

    int count() {
        return begins.length;
    }

    /** Tokens of the text in row {@code window}. */
    int length(int window) {
        return Math.min(room, tokens - begins[window]);
    }

    /** Of each word, the row in which its first token is farthest from a cut; of two such, the earlier one. */
    int[] owners(Words words) {
        int[] owners = new int[words.count()];
        int low = 0;
        for (int word = 0; word < owners.length; word++) {
            int token = words.first()[word];
            while (begins[low] + room <= token) {
                low++;
            }
            int best = -1;
            for (int window = low; window < begins.length && begins[window] <= token; window++) {
                int distance = distance(window, token);
                if (distance > best) {
                    best = distance;
                    owners[word] = window;
                }
            }
        }
        return owners;
    }

    /** To the nearer end of the row that is no end of the text. */
    private int distance(int window, int token) {
        int begin = begins[window];
        int end = begin + length(window);
        return Math.min(
                begin == 0 ? Integer.MAX_VALUE : token - begin, end == tokens ? Integer.MAX_VALUE : end - 1 - token);
    }
}
