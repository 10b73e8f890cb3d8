package io.serai.core;

/** A chat cannot be made a prompt. */
public final class PromptException extends Exception {
    /** Whose fault it is. */
    public enum Cause {
        /** The template refuses the messages; the message is the template's own and is for the client. */
        REFUSED,
        /** The template went beyond its limits, or is wrong. */
        TEMPLATE
    }

    private static final long serialVersionUID = 1;

    private final Cause reason;

    /** @param message without internals where {@code reason} is {@link Cause#REFUSED}: the client reads it */
    public PromptException(Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Whose fault it is. */
    public Cause reason() {
        return reason;
    }
}
