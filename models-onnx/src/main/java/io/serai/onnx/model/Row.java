package io.serai.onnx.model;

/**
 * One row of a text, to be run.
 *
 * @param window which row, from 0
 */
public record Row(Reading reading, int window) {
    /** Its tokens, those around the text included. */
    public int length() {
        return reading.text().length(window);
    }
}
