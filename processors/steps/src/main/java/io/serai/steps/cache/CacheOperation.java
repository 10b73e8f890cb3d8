package io.serai.steps.cache;

/** What {@code llm-cache} does. */
public enum CacheOperation {
    /** Answers the call if an answer to the same request is kept. */
    LOOKUP,
    /** Keeps the answer. */
    STORE
}
