package io.serai.core;

import java.util.Locale;

/** Why there is no signal. Has no stack trace, and no text of the request in its message. */
public final class ClassifierException extends RuntimeException {
    /** Stable reasons; in lower case they are values of metrics' labels. */
    public enum Reason {
        /** No live model has the head. */
        NO_MODEL,
        /** The answer would have come too late. */
        DEADLINE,
        /** The queue is full. */
        OVERLOADED,
        /** The model failed. */
        FAILED;

        /** As answers, metrics and logs have it, such as {@code no_model}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    /**
     * A failure.
     *
     * @param message what was seen and what to do
     */
    public ClassifierException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }
}
