package io.serai.steps.cache;

/**
 * What an answer is looked for, and kept, by.
 *
 * @param exact  same for the same request
 * @param shape  same for requests that may share answers if their last messages mean the same; empty where none may
 * @param words  of the last user message
 * @param vector embedding of the last user message, of length 1; {@link #NO_VECTOR} without a shape
 * @param usage  whether the answer must have token counts
 */
record Wanted(String exact, String shape, WordGuard words, float[] vector, boolean usage) {
    static final float[] NO_VECTOR = {};

    /** Keys are hashes; a vector tells about the text. */
    @Override
    public String toString() {
        return "Wanted[" + exact + "]";
    }
}
