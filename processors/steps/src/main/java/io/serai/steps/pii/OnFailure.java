package io.serai.steps.pii;

/** What becomes of a request that could not be looked at. */
public enum OnFailure {
    /** As {@code pii.on-failure} of {@code serai.yaml} says. */
    CONFIGURED,
    /** It is refused. */
    CLOSED,
    /** It passes with what was found, and that is logged and counted. */
    OPEN
}
