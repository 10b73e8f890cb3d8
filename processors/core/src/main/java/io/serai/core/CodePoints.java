package io.serai.core;

/** Places in a text in Unicode code points, as Python counts, for those in UTF-16 units. Not thread-safe. */
public final class CodePoints {
    private final String text;
    private int units;
    private int points;

    /** Places in {@code text}. */
    public CodePoints(String text) {
        this.text = text;
    }

    /**
     * The place of {@code index}. Costs what lies between it and the one before: ask in the order of the text.
     *
     * @throws IndexOutOfBoundsException if it is not in the text
     */
    public int at(int index) {
        points = index < units ? text.codePointCount(0, index) : points + text.codePointCount(units, index);
        units = index;
        return points;
    }
}
