package io.serai.tokens.prompt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat, its shape checked.
 *
 * @param index     its place among the request's messages
 * @param role      {@code system}, {@code developer}, {@code user}, {@code assistant}, {@code tool}, or one that only
 *                  the model knows
 * @param text      its content where that is a string; empty where it is null or missing; null where it comes in parts
 * @param parts     the parts of its content; empty where it is a string
 * @param reasoning reasoning of an assistant's message; null where there is none
 * @param calls     the assistant's calls of tools
 * @param raw       as the client sent it
 */
public record ChatMessage(
        int index,
        String role,
        @Nullable String text,
        List<ContentPart> parts,
        @Nullable String reasoning,
        List<ChatToolCall> calls,
        Map<String, ? extends @Nullable Object> raw) {
    /** The words of the content, its parts joined by {@code separator}. */
    public String words(String separator) {
        if (text != null) {
            return text;
        }
        var words = new StringBuilder();
        boolean first = true;
        for (ContentPart part : parts) {
            if (part.kind() == ContentPart.Kind.TEXT) {
                words.append(first ? "" : separator).append(part.text());
                first = false;
            }
        }
        return words.toString();
    }

    /** Id of the call that a tool's message answers; null where it is not said. */
    public @Nullable String toolCallId() {
        return raw.get("tool_call_id") instanceof String id ? id : null;
    }

    /** Name that the message carries; null where it has none. */
    public @Nullable String name() {
        return raw.get("name") instanceof String name ? name : null;
    }
}
