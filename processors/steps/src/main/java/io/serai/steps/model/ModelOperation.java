package io.serai.steps.model;

/** What {@code llm-model} does. */
public enum ModelOperation {
    /** Puts the chosen model into the request. */
    CHOOSE,
    /** Answers with what would be chosen, and why; changes nothing. */
    EXPLAIN
}
