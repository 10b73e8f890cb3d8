package io.serai.tokens.prompt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's content.
 *
 * @param kind what it is
 * @param text the words of {@link Kind#TEXT} and {@link Kind#THINKING}; empty for the rest
 * @param raw  as the client sent it
 */
public record ContentPart(Kind kind, String text, Map<String, ? extends @Nullable Object> raw) {
    /** What a part is. */
    public enum Kind {
        /** Words, a refusal's included. */
        TEXT,
        /** Reasoning of an earlier turn. */
        THINKING,
        /** A picture; its place alone matters to the prompt. */
        IMAGE,
        /** A video. */
        VIDEO,
        /** Sound. */
        AUDIO,
        /** A kind of its own, that the model's template must know by its {@code type}. */
        OTHER
    }
}
