package io.serai.core;

/**
 * A piece of a body: bytes {@code start} (included) to {@code end} (excluded).
 *
 * @param start offset of the first byte
 * @param end   offset behind the last byte
 */
public record Span(int start, int end) {
    /** The span of a value that is not there. */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span from " + start + " to " + end);
        }
    }

    /** Length in bytes. */
    public int length() {
        return end - start;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return start == end;
    }
}
