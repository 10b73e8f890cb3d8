package io.serai.tokens.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.PromptException;
import io.serai.tokens.json.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a request, and refuses what no model could be told. What it accepts may still be refused by the
 * model's own template.
 */
public final class ChatReader {
    private ChatReader() {}

    /**
     * The messages, checked.
     *
     * @throws PromptException naming the place ({@code messages[2].content}), what stands there and what to send
     */
    public static List<ChatMessage> messages(List<?> messages) throws PromptException {
        if (messages.isEmpty()) {
            throw Refused.at("messages", messages, "send at least one message");
        }
        var read = new ArrayList<ChatMessage>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            read.add(message(i, messages.get(i)));
        }
        return read;
    }

    /** Checks the tools: each must be an object that names its function. */
    public static void checkTools(@Nullable List<?> tools) throws PromptException {
        if (tools == null) {
            return;
        }
        for (int i = 0; i < tools.size(); i++) {
            String place = "tools[" + i + "]";
            Map<String, ?> tool = object(place, tools.get(i), "send {\"type\": \"function\", \"function\": {...}}");
            Object type = tool.containsKey("type") ? tool.get("type") : "function";
            if (!(type instanceof String kind)) {
                throw Refused.at(place + ".type", type, "send 'function'");
            }
            if (kind.equals("function")) {
                checkFunction(place + ".function", tool);
            }
        }
    }

    private static void checkFunction(String place, Map<String, ?> tool) throws PromptException {
        Map<String, ?> function = object(place, tool.get("function"), "send {\"name\": ..., \"parameters\": {...}}");
        if (!(function.get("name") instanceof String name) || name.isEmpty()) {
            throw Refused.at(place + ".name", function.get("name"), "name the function");
        }
        Object parameters = function.get("parameters");
        if (parameters != null && !(parameters instanceof Map)) {
            throw Refused.at(place + ".parameters", parameters, "send a JSON Schema object or leave it out");
        }
        Object description = function.get("description");
        if (description != null && !(description instanceof String)) {
            throw Refused.at(place + ".description", description, "send a string or leave it out");
        }
    }

    private static ChatMessage message(int index, @Nullable Object value) throws PromptException {
        String place = "messages[" + index + "]";
        Map<String, ?> raw = object(place, value, "send an object with role and content");
        if (!(raw.get("role") instanceof String role) || role.isEmpty()) {
            throw Refused.at(place + ".role", raw.get("role"), "send system, developer, user, assistant or tool");
        }
        Object content = raw.get("content");
        List<ContentPart> parts = List.of();
        String text = "";
        if (content instanceof List<?> list) {
            parts = parts(place + ".content", list);
            text = null;
        } else if (content instanceof String string) {
            text = string;
        } else if (content != null) {
            throw Refused.at(place + ".content", content, "send a string, a list of parts or null");
        }
        String asked = role.equals("function") ? "tool" : role;
        return new ChatMessage(index, asked, text, parts, reasoning(raw, parts), calls(place, raw), raw);
    }

    private static @Nullable String reasoning(Map<String, ?> raw, List<ContentPart> parts) {
        if (raw.get("reasoning_content") instanceof String text) {
            return text;
        }
        if (raw.get("reasoning") instanceof String text) {
            return text;
        }
        for (ContentPart part : parts) {
            if (part.kind() == ContentPart.Kind.THINKING) {
                return part.text();
            }
        }
        return null;
    }

    private static List<ContentPart> parts(String place, List<?> list) throws PromptException {
        var parts = new ArrayList<ContentPart>(list.size());
        for (int i = 0; i < list.size(); i++) {
            parts.add(part(place, i, list.get(i)));
        }
        return parts;
    }

    private static ContentPart part(String list, int index, @Nullable Object value) throws PromptException {
        if (value instanceof String text) {
            return new ContentPart(ContentPart.Kind.TEXT, text, Map.of("type", "text", "text", text));
        }
        String place = list + "[" + index + "]";
        Map<String, ?> raw = object(place, value, "send an object with a type");
        if (!(raw.get("type") instanceof String type)) {
            throw Refused.at(place + ".type", raw.get("type"), "send text, image_url or another kind of part");
        }
        return switch (type) {
            case "text", "input_text", "output_text" ->
                new ContentPart(ContentPart.Kind.TEXT, word(place, raw, "text"), raw);
            case "refusal" -> new ContentPart(ContentPart.Kind.TEXT, word(place, raw, "refusal"), raw);
            case "thinking" -> new ContentPart(ContentPart.Kind.THINKING, thinking(raw), raw);
            case "image", "image_url", "input_image", "image_embeds", "image_pil" ->
                new ContentPart(ContentPart.Kind.IMAGE, "", raw);
            case "video", "video_url" -> new ContentPart(ContentPart.Kind.VIDEO, "", raw);
            case "audio", "audio_url", "input_audio" -> new ContentPart(ContentPart.Kind.AUDIO, "", raw);
            default -> new ContentPart(ContentPart.Kind.OTHER, "", raw);
        };
    }

    private static String word(String place, Map<String, ?> raw, String key) throws PromptException {
        if (raw.get(key) instanceof String text) {
            return text;
        }
        throw Refused.at(place + "." + key, raw.get(key), "send a string");
    }

    private static String thinking(Map<String, ?> raw) {
        return raw.get("thinking") instanceof String text ? text : "";
    }

    private static List<ChatToolCall> calls(String place, Map<String, ?> raw) throws PromptException {
        Object calls = raw.get("tool_calls");
        if (calls == null) {
            Object legacy = raw.get("function_call");
            return legacy == null
                    ? List.of()
                    : List.of(call(place + ".function_call", legacy, Map.of("function", legacy)));
        }
        if (!(calls instanceof List<?> list)) {
            throw Refused.at(place + ".tool_calls", calls, "send a list or leave it out");
        }
        var read = new ArrayList<ChatToolCall>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String at = place + ".tool_calls[" + i + "]";
            Map<String, ?> call = object(at, list.get(i), "send an object with id, type and function");
            read.add(call(at + ".function", call.get("function"), call));
        }
        return read;
    }

    private static ChatToolCall call(String place, @Nullable Object value, Map<String, ?> raw) throws PromptException {
        Map<String, ?> function = object(place, value, "send an object with name and arguments");
        if (!(function.get("name") instanceof String name) || name.isEmpty()) {
            throw Refused.at(place + ".name", function.get("name"), "name the function that was called");
        }
        String id = raw.get("id") instanceof String text ? text : null;
        Object arguments = function.get("arguments");
        return switch (arguments) {
            case null -> new ChatToolCall(id, name, Map.of(), null, raw);
            case String text -> new ChatToolCall(id, name, arguments(text), text, raw);
            case Map<?, ?> _ -> new ChatToolCall(id, name, arguments, null, raw);
            default -> throw Refused.at(place + ".arguments", arguments, "send the arguments as JSON text");
        };
    }

    /** Text that is no JSON stays as it is: a model wrote it, and may learn from the tool's complaint. */
    private static Object arguments(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        try {
            Object value = PlainJson.read(text);
            return value instanceof Map || value instanceof List ? value : text;
        } catch (JsonProcessingException _) {
            return text;
        }
    }

    private static Map<String, ?> object(String place, @Nullable Object value, String todo) throws PromptException {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // the keys of a JSON object are strings
            var object = (Map<String, ?>) map;
            return object;
        }
        throw value == null ? Refused.missing(place, todo) : Refused.at(place, value, todo);
    }
}
