package io.serai.core;

/** What becomes of a call that a step could not look at. */
public enum FailureMode {
    /** It is refused. */
    CLOSED,
    /** It goes on with what is known without the step, and that is counted. */
    OPEN
}
