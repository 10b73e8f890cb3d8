package io.serai.tokens.prompt;

import io.serai.core.PromptException;
import io.serai.tokens.template.ChatTemplate;
import io.serai.tokens.template.ContentFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings checked messages into the shape that one template takes, as the engines do before they render. */
final class TemplateShape {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private final Set<String> literals;
    private final boolean takesParts;
    private final PromptOptions options;

    TemplateShape(ChatTemplate template, PromptOptions options) {
        this.literals = template.literals();
        this.takesParts = template.contentFormat() == ContentFormat.OPENAI;
        this.options = options;
    }

    /**
     * The messages as the template takes them.
     *
     * @param argumentsAsText whether calls carry their arguments as the text that the client sent
     */
    List<Map<String, @Nullable Object>> messages(List<ChatMessage> messages, boolean argumentsAsText)
            throws PromptException {
        var shaped = new ArrayList<Map<String, @Nullable Object>>(messages.size());
        for (ChatMessage message : messages) {
            shaped.add(message(message, argumentsAsText));
        }
        return shaped;
    }

    private Map<String, @Nullable Object> message(ChatMessage message, boolean argumentsAsText) throws PromptException {
        var shaped = new LinkedHashMap<String, @Nullable Object>();
        shaped.put("role", role(message));
        shaped.put("content", content(message));
        message.raw().forEach((key, value) -> {
            if (value != null && !key.equals("function_call")) {
                shaped.putIfAbsent(key, value);
            }
        });
        if (message.reasoning() != null && message.role().equals("assistant")) {
            shaped.put("reasoning_content", message.reasoning());
            shaped.put("reasoning", message.reasoning());
        }
        shaped.remove("tool_calls");
        if (!message.calls().isEmpty()) {
            shaped.put("tool_calls", calls(message.calls(), argumentsAsText));
        }
        return shaped;
    }

    private String role(ChatMessage message) throws PromptException {
        String role = message.role();
        if (ROLES.contains(role) || literals.contains(role)) {
            return role;
        }
        if (role.equals("developer")) {
            return "system";
        }
        throw Refused.at(
                "messages[" + message.index() + "].role",
                role,
                "this model knows system, developer, user, assistant and tool");
    }

    private Object content(ChatMessage message) throws PromptException {
        String text = message.text();
        if (text != null) {
            return text;
        }
        return takesParts ? parts(message) : joined(message);
    }

    private List<Map<String, ? extends @Nullable Object>> parts(ChatMessage message) throws PromptException {
        var parts = new ArrayList<Map<String, ? extends @Nullable Object>>(
                message.parts().size());
        for (int i = 0; i < message.parts().size(); i++) {
            ContentPart part = message.parts().get(i);
            parts.add(
                    switch (part.kind()) {
                        case TEXT -> Map.of("type", "text", "text", part.text());
                        case THINKING -> part.raw();
                        case IMAGE -> Map.of("type", "image");
                        case VIDEO -> Map.of("type", "video");
                        case AUDIO -> Map.of("type", "audio");
                        case OTHER -> known(message, i, part);
                    });
        }
        return parts;
    }

    private Map<String, ? extends @Nullable Object> known(ChatMessage message, int index, ContentPart part)
            throws PromptException {
        if (part.raw().get("type") instanceof String type && literals.contains(type)) {
            return part.raw();
        }
        throw unknown(message, index, part);
    }

    private static PromptException unknown(ChatMessage message, int index, ContentPart part) {
        return Refused.at(
                "messages[%d].content[%d].type".formatted(message.index(), index),
                part.raw().get("type"),
                "this model does not take such parts; send text");
    }

    /** Media first, then the words: so the engines have it. */
    private String joined(ChatMessage message) throws PromptException {
        var text = new StringBuilder();
        for (int i = 0; i < message.parts().size(); i++) {
            ContentPart part = message.parts().get(i);
            String placeholder = switch (part.kind()) {
                case IMAGE -> options.image();
                case VIDEO -> options.video();
                case AUDIO -> options.audio();
                case TEXT, THINKING -> "";
                case OTHER -> throw unknown(message, i, part);
            };
            if (!placeholder.isEmpty()) {
                text.append(text.isEmpty() ? "" : options.separator()).append(placeholder);
            }
        }
        String words = message.words(options.separator());
        if (!text.isEmpty() && !words.isEmpty()) {
            text.append(options.separator());
        }
        return text.append(words).toString();
    }

    private static List<Map<String, @Nullable Object>> calls(List<ChatToolCall> calls, boolean asText) {
        var shaped = new ArrayList<Map<String, @Nullable Object>>(calls.size());
        for (ChatToolCall call : calls) {
            var function = new LinkedHashMap<String, @Nullable Object>();
            if (call.raw().get("function") instanceof Map<?, ?> raw) {
                raw.forEach((key, value) -> function.put((String) key, value));
            }
            function.put("arguments", asText ? text(call) : call.arguments());
            var outer = new LinkedHashMap<String, @Nullable Object>(call.raw());
            outer.putIfAbsent("type", "function");
            outer.put("function", function);
            shaped.add(outer);
        }
        return shaped;
    }

    private static String text(ChatToolCall call) {
        String text = call.argumentText();
        return text != null && !text.isBlank() ? text : PromptJson.spaced(call.arguments());
    }
}
