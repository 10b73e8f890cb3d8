package io.serai.steps.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.InferenceCall;
import io.serai.core.Span;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.chat.ChatOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the text of a request that tells what it is about. */
final class UserText {
    private UserText() {}

    /**
     * Text of the last user message of a chat, the parts of a message and several prompts joined by line breaks; empty
     * where there is none. The body must have been skimmed: of its messages only the one is read.
     */
    static String of(InferenceCall call) {
        Span prompt = call.fields().prompt();
        if (prompt.isEmpty()) {
            return "";
        }
        return switch (call.api()) {
            case CHAT -> lastMessage(call.body(), prompt);
            case COMPLETIONS, GENERATE, EMBEDDINGS -> joined(value(call.body(), prompt));
            case RERANK, SCORE, CLASSIFY, OTHER -> "";
        };
    }

    private static String lastMessage(byte[] body, Span messages) {
        Span last = ChatOutline.of(body, messages).lastUser();
        return last.isEmpty() ? "" : joined(value(body, last));
    }

    /** Text of the last user message of {@code messages}, a list as {@link PlainJson} reads it. */
    static String lastOf(List<?> messages) {
        for (Object message : messages.reversed()) {
            if (message instanceof Map<?, ?> map && "user".equals(map.get("role"))) {
                return joined(map.get("content"));
            }
        }
        return "";
    }

    /** A text, or the texts of a list of texts and of parts; what holds no text is left out. */
    private static String joined(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (!(value instanceof List<?> list)) {
            return "";
        }
        var texts = new ArrayList<String>(list.size());
        for (Object item : list) {
            if (item instanceof String text) {
                texts.add(text);
            } else if (item instanceof Map<?, ?> part && part.get("text") instanceof String text) {
                texts.add(text);
            }
        }
        return String.join("\n", texts);
    }

    private static @Nullable Object value(byte[] body, Span span) {
        try {
            return PlainJson.read(body, span.start(), span.length());
        } catch (JsonProcessingException e) {
            return null; // nests deeper than is read here, so it is no text
        }
    }
}
