package io.serai.dialects;

/** Reads blocks of calls, one after the other, and gives their calls to an {@link Answer}. */
interface CallReader {
    /** A block begins with {@code opener}, at which {@code in} stands. */
    void begin(Input in, String opener);

    /**
     * Reads on. Consumes what is certain; with {@link Step#DONE} the input stands behind the block. Where the input has
     * {@link Input#ended()} and the calls so far are complete, the answer is DONE, not MORE.
     */
    Step read(Input in);

    /** Whether the last call that was given out is not complete yet. */
    boolean midCall();

    /** Length of the arguments up to the last complete parameter, for {@link CallPolicy.Fate#COMPLETE}; -1 for none. */
    default int complete() {
        return -1;
    }

    /**
     * The call that began at {@link Input#callMark()} is unreadable and will be dropped: reads on behind it, with the
     * next call of the same block.
     *
     * @return false if the block has no further call that could be found
     */
    default boolean skipCall(Input in) {
        return false;
    }

    /** What came of reading. */
    enum Step {
        /** All is well so far; more text is needed. */
        MORE,
        /** The block is complete. */
        DONE,
        /** This is no block of calls, or a broken one. */
        BROKEN
    }
}
