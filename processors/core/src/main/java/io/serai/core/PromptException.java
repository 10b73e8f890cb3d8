package io.serai.core;

import java.util.List;

/** A chat cannot be made a prompt. */
public final class PromptException extends Exception {
    /** Whose fault it is. */
    public enum Cause {
        /** The template refuses the messages; the message is the template's own and is for the client. */
        REFUSED,
        /** The template went beyond its limits, or is wrong. */
        TEMPLATE
    }

    /** What messages may name beside the chat's messages. */
    private static final List<String> OTHERS = List.of("tools", "chat_template_kwargs", "reasoning_effort");

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

    /**
     * The field of the request that is at fault: the one with which the message begins, as in {@code tools[0].name is
     * missing}; else {@code messages}.
     */
    public String param() {
        String message = String.valueOf(getMessage());
        for (String field : OTHERS) {
            if (message.startsWith(field) && endsAt(message, field.length())) {
                return field;
            }
        }
        return "messages";
    }

    private static boolean endsAt(String message, int end) {
        return message.startsWith("[", end) || message.startsWith(".", end) || message.startsWith(" is ", end);
    }
}
