package io.serai.tokens.template.python;

/** Counts what one rendering uses, and stops it at its limits. */
public final class Meter {
    /** All texts and lists together may take this many times the length of the longest that is allowed. */
    private static final int TEXTS = 16;
    /** A step is about as much work as this many characters. */
    private static final int CHARS_PER_STEP = 32;
    /** An element of a list takes as much memory as this many characters; one made for the list takes more. */
    private static final int CHARS_PER_REFERENCE = 4;

    private static final int CHARS_PER_OBJECT = 32;

    private final long maxSteps;
    private final int maxChars;
    private final int maxDepth;
    private long steps;
    private long chars;
    private int depth;

    public Meter(long steps, int chars, int depth) {
        maxSteps = steps;
        maxChars = chars;
        maxDepth = depth;
        this.steps = steps;
        this.chars = (long) chars * TEXTS;
    }

    /** Of the folding of constants while a template is compiled. */
    public static Meter small() {
        return new Meter(10_000, 10_000, 8);
    }

    public void step() {
        if (--steps < 0) {
            throw Failure.limit("more than " + maxSteps + " steps");
        }
    }

    void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw Failure.limit("more than " + maxSteps + " steps");
        }
    }

    /** Reading {@code length} characters. */
    void scan(long length) {
        steps(1 + length / CHARS_PER_STEP);
    }

    /** Making a text of {@code length} characters. To be asked before it is made. */
    public void make(long length) {
        bound(length);
        take(length);
        scan(length);
    }

    /** Making a list or map of {@code count} elements that exist already. To be asked before it is made. */
    public void makeList(long count) {
        bound(count);
        take(CHARS_PER_OBJECT + count * CHARS_PER_REFERENCE);
        scan(count);
    }

    /** Making {@code count} small objects, such as the elements of a new list. */
    public void makeObjects(long count) {
        bound(count);
        take(count * CHARS_PER_OBJECT);
        steps(count);
    }

    private void bound(long length) {
        if (length > maxChars) {
            throw Failure.limit("a text or list of " + length + "; at most " + maxChars);
        }
    }

    private void take(long length) {
        chars -= length;
        if (chars < 0) {
            throw Failure.limit("texts and lists of more than " + (long) maxChars * TEXTS + " characters in all");
        }
    }

    /** A list's or a printed value's length so far. */
    void grown(long length) {
        if (length > maxChars) {
            throw Failure.limit("a text or list of more than " + maxChars);
        }
        step();
    }

    /** Longest output allowed. */
    public int maxChars() {
        return maxChars;
    }

    /** A macro is called. */
    public void enter() {
        if (++depth > maxDepth) {
            throw Failure.limit("calls nested more than " + maxDepth + " levels deep");
        }
    }

    public void leave() {
        depth--;
    }
}
