package io.serai.tokens.prompt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool in a chat's history.
 *
 * @param id           as the client sent it; null where it sent none
 * @param name         the tool's name
 * @param arguments    the arguments as an object or a list; the text itself where it is neither
 * @param argumentText the arguments as the client sent them; null where it sent no text but an object
 * @param raw          the call as the client sent it
 */
public record ChatToolCall(
        @Nullable String id,
        String name,
        Object arguments,
        @Nullable String argumentText,
        Map<String, ? extends @Nullable Object> raw) {}
