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

    /** Whether {@code text} has more than {@code most}; counts only where its units leave that open. */
    public static boolean exceed(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
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
