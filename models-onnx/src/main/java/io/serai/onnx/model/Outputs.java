package io.serai.onnx.model;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Numbers that a run gave, by head in the order of the manifest. Good until the next run on the same thread.
 *
 * @param sizes  of each head, numbers per row of the batch
 */
record Outputs(List<FloatBuffer> numbers, int[] sizes) {
    FloatBuffer of(int head) {
        return numbers.get(head);
    }

    /** Where the numbers of row {@code place} begin. */
    int at(int head, int place) {
        return place * sizes[head];
    }

    /** All numbers of row {@code place}. */
    float[] copy(int head, int place) {
        float[] copy = new float[sizes[head]];
        numbers.get(head).get(at(head, place), copy);
        return copy;
    }
}
