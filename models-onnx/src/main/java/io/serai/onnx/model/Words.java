package io.serai.onnx.model;

import io.serai.core.Encoding;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Words of a text: maximal runs of tokens of which each but the first continues the one before.
 *
 * @param first  of each word, the place of its first token
 * @param starts of each word, index of its first UTF-16 unit in the text
 * @param ends   of each word, index behind its last one
 */
record Words(int[] first, int[] starts, int[] ends) {
    /**
     * The words of {@code tokens}.
     *
     * @param continuing ids of tokens that continue a word
     */
    static Words of(Encoding tokens, BitSet continuing) {
        int[] first = new int[tokens.length()];
        int[] starts = new int[tokens.length()];
        int[] ends = new int[tokens.length()];
        int count = 0;
        for (int i = 0; i < tokens.length(); i++) {
            if (i == 0 || !continuing.get(tokens.ids()[i])) {
                first[count] = i;
                starts[count++] = tokens.starts()[i];
            }
            ends[count - 1] = tokens.ends()[i];
        }
        return new Words(Arrays.copyOf(first, count), Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    int count() {
        return first.length;
    }

    /** Whether a word begins with the token at {@code token}. */
    boolean begin(int token) {
        return Arrays.binarySearch(first, token) >= 0;
    }
}
