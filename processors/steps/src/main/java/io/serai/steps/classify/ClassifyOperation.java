package io.serai.steps.classify;

/** What an {@code llm-classify} step does with what classifiers say. */
public enum ClassifyOperation {
    /** Puts it on the call, for the steps behind it. */
    SIGNALS,
    /** Answers the call with it, unless the call names a worker's model. */
    ANSWER
}
