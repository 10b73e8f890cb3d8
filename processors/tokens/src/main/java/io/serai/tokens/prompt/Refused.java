package io.serai.tokens.prompt;

import io.serai.core.PromptException;
import io.serai.core.PromptException.Cause;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for a chat that cannot be read: the place in the request, what stands there, what to send instead. */
public final class Refused {
    private Refused() {}

    /** {@code place} holds {@code seen}; the client is to do as {@code todo} says. */
    public static PromptException at(String place, @Nullable Object seen, String todo) {
        return new PromptException(Cause.REFUSED, place + " is " + kind(seen) + "; " + todo);
    }

    /** {@code place} lacks what {@code todo} asks for. */
    public static PromptException missing(String place, String todo) {
        return new PromptException(Cause.REFUSED, place + " is missing; " + todo);
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> text.length() <= 40 ? "'" + text + "'" : "a string";
            case Map<?, ?> _ -> "an object";
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            case Boolean _ -> "a boolean";
            case Number _ -> "a number";
            default -> "of an unknown kind";
        };
    }
}
