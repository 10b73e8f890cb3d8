package io.serai.steps.classify;

/** What becomes of a call that could not be classified. */
public enum OnFailure {
    /** It goes on without signals. */
    OPEN,
    /** It is refused. */
    CLOSED
}
