package io.serai.core;

/**
 * Reads one answer of a model. However the text is cut into pieces, the concatenated events are the same. Never throws
 * on account of the text: what cannot be read as a call or as reasoning is content.
 */
public interface OutputParser {
    /** The next piece of the answer. Events are given out as soon as they are certain. */
    void push(String text);

    /** The answer is complete, or was cut off: gives out what is held back. Called once, last. */
    void end();

    /** How many calls or blocks so far were malformed and passed on as text, or closed in the model's stead. */
    int malformed();
}
