package io.serai.steps.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A complete chat completion that may be given again: one choice, ended by the model itself, and nothing in it that is
 * not known here.
 *
 * @param body  JSON
 * @param usage whether it has token counts
 */
record StoredAnswer(byte[] body, boolean usage) {
    /** What a message may have; more must be null or an empty list. */
    static final Set<String> MESSAGE = Set.of("role", "content", "reasoning_content", "reasoning", "tool_calls");

    private static final Set<String> CHOICE =
            Set.of("index", "message", "delta", "finish_reason", "stop_reason", "matched_stop");
    private static final Set<String> COMPLETE = Set.of("stop", "tool_calls");

    /** The answer that {@code body} is; null if it is not to be kept. */
    static @Nullable StoredAnswer of(byte[] body) {
        try {
            return PlainJson.read(body) instanceof Map<?, ?> completion && whole(completion)
                    ? new StoredAnswer(body, completion.get("usage") instanceof Map<?, ?>)
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean whole(Map<?, ?> completion) {
        return completion.get("error") == null
                && completion.get("choices") instanceof List<?> choices
                && choices.size() == 1
                && choices.getFirst() instanceof Map<?, ?> choice
                && knownChoice(choice)
                && ended(choice.get("finish_reason"))
                && choice.get("message") instanceof Map<?, ?> message
                && known(message, MESSAGE)
                && (message.get("content") == null || message.get("content") instanceof String);
    }

    /** Whether a choice, of a completion or a chunk, has nothing but what is known here. */
    static boolean knownChoice(Map<?, ?> choice) {
        return known(choice, CHOICE)
                && (choice.get("index") == null || choice.get("index").equals(0L));
    }

    /** Whether the model has said all. */
    static boolean ended(@Nullable Object finishReason) {
        return finishReason instanceof String reason && COMPLETE.contains(reason);
    }

    /** Whether {@code object} has only such fields, but for empty ones. */
    static boolean known(Map<?, ?> object, Set<String> fields) {
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Object value = field.getValue();
            boolean empty = value == null || (value instanceof List<?> list && list.isEmpty());
            if (!empty && !fields.contains(field.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** Its size: it holds what was asked and answered. */
    @Override
    public String toString() {
        return "StoredAnswer[" + body.length + " bytes]";
    }
}
