package io.serai.onnx.model;

import java.nio.LongBuffer;

/**
 * A text as a model reads it.
 *
 * @param ids     of its tokens, without what stands around a text
 * @param shapes  of its tokens: how each is spelled
 * @param words   its words
 * @param windows its rows
 * @param frame   what stands around each row
 * @param whole   whether its tokens tell of every character
 */
record EncodedText(int[] ids, byte[] shapes, Words words, Windows windows, Frame frame, boolean whole) {
    /** Ids before and behind the text in each row, and behind shorter rows of a batch. */
    record Frame(int before, int after, int padding) {
        static final int TOKENS = 2;
    }

    /** Tokens of row {@code window}, those around the text included. */
    int length(int window) {
        return windows.length(window) + Frame.TOKENS;
    }

    /** Writes row {@code window}, padded to {@code length}. */
    void putIds(int window, int length, LongBuffer out) {
        out.put(frame.before());
        int begin = windows.begins()[window];
        for (int i = begin; i < begin + windows.length(window); i++) {
            out.put(ids[i]);
        }
        out.put(frame.after());
        fill(out, frame.padding(), length - length(window));
    }

    /** Writes 1 for each token of row {@code window}, 0 up to {@code length}. */
    void putMask(int window, int length, LongBuffer out) {
        fill(out, 1, length(window));
        fill(out, 0, length - length(window));
    }

    /** Writes how the tokens of row {@code window} are spelled, 0 up to {@code length}. */
    void putShapes(int window, int length, LongBuffer out) {
        out.put(0);
        int begin = windows.begins()[window];
        for (int i = begin; i < begin + windows.length(window); i++) {
            out.put(shapes[i]);
        }
        fill(out, 0, length - windows.length(window) - 1);
    }

    private static void fill(LongBuffer out, long value, int times) {
        for (int i = 0; i < times; i++) {
            out.put(value);
        }
    }
}
