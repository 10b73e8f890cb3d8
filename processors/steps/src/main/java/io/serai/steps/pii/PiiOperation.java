package io.serai.steps.pii;

/** What an {@code llm-pii} step does. */
public enum PiiOperation {
    /** Counts what a request holds. */
    DETECT,
    /** Refuses a request that holds any. */
    BLOCK,
    /** Puts placeholders in its place, which {@link #UNMASK} takes back. */
    MASK,
    /** Puts placeholders in its place for good. */
    HASH,
    /** Restores values in the answer, and looks at what the model wrote of its own. */
    UNMASK,
    /** Answers what a text holds. */
    INSPECT
}
