package io.serai.steps.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.Json;
import io.serai.wire.JsonValues;
import io.serai.wire.chat.SseEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the chunks of a chat stream together into the completion that they are. Gives up at what it does not know. */
final class StreamAssembly {
    private static final List<String> TEXTS = List.of("content", "reasoning_content", "reasoning");

    private final SseEvents events = new SseEvents();
    private final int mostChars;
    private final Map<String, Object> head = new LinkedHashMap<>();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<Long, Call> calls = new TreeMap<>();
    private @Nullable Object usage;
    private @Nullable Object finishReason;
    private boolean unknown;
    private int chars;

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    /**
     * Nothing so far.
     *
     * @param mostChars longer answers are given up
     */
    StreamAssembly(int mostChars) {
        this.mostChars = mostChars;
    }

    /** Takes whole events. */
    void take(byte[] bytes) {
        events.reset(bytes);
        while (!unknown && events.next()) {
            if (events.dataStart() >= 0 && !events.done()) {
                unknown = !chunk(bytes, events.dataStart(), events.dataEnd()) || chars > mostChars;
            }
        }
    }

    private boolean chunk(byte[] bytes, int from, int to) {
        try {
            return PlainJson.read(bytes, from, to - from) instanceof Map<?, ?> chunk && chunk(chunk);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean chunk(Map<?, ?> chunk) {
        for (String name : List.of("model", "system_fingerprint")) {
            if (chunk.get(name) instanceof String text) {
                head.putIfAbsent(name, text);
            }
        }
        usage = chunk.get("usage") == null ? usage : chunk.get("usage");
        if (chunk.get("error") != null || !(chunk.get("choices") instanceof List<?> choices) || choices.size() > 1) {
            return false;
        }
        return choices.isEmpty() || (choices.getFirst() instanceof Map<?, ?> choice && choice(choice));
    }

    private boolean choice(Map<?, ?> choice) {
        finishReason = choice.get("finish_reason") == null ? finishReason : choice.get("finish_reason");
        return StoredAnswer.knownChoice(choice) && choice.get("delta") instanceof Map<?, ?> delta && delta(delta);
    }

    private boolean delta(Map<?, ?> delta) {
        if (!StoredAnswer.known(delta, StoredAnswer.MESSAGE)) {
            return false;
        }
        for (String name : TEXTS) {
            if (delta.get(name) instanceof String text) {
                texts.computeIfAbsent(name, _ -> new StringBuilder()).append(text);
                chars += text.length();
            }
        }
        return !(delta.get("tool_calls") instanceof List<?> pieces)
                || pieces.stream().allMatch(this::call);
    }

    private boolean call(@Nullable Object piece) {
        if (!(piece instanceof Map<?, ?> map
                && map.get("index") instanceof Long index
                && map.get("function") instanceof Map<?, ?> function)) {
            return false;
        }
        Call call = calls.computeIfAbsent(index, _ -> new Call());
        call.id = map.get("id") instanceof String id ? id : call.id;
        call.name = function.get("name") instanceof String name ? name : call.name;
        if (function.get("arguments") instanceof String json) {
            call.arguments.append(json);
            chars += json.length();
        }
        return true;
    }

    /** The completion; null if it is not complete, or not known here. */
    @Nullable
    StoredAnswer answer() {
        return unknown || !StoredAnswer.ended(finishReason)
                ? null
                : new StoredAnswer(Json.utf8(JsonValues.write(completion())), usage instanceof Map<?, ?>);
    }

    private Map<String, @Nullable Object> completion() {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("role", "assistant");
        message.put("content", calls.isEmpty() ? "" : null);
        texts.forEach((name, text) -> {
            if (!text.isEmpty()) {
                message.put(name, text.toString());
            }
        });
        if (!calls.isEmpty()) {
            message.put(
                    "tool_calls",
                    calls.values().stream().map(StreamAssembly::written).toList());
        }
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", finishReason);
        var completion = new LinkedHashMap<String, @Nullable Object>();
        completion.put("id", "");
        completion.put("object", "chat.completion");
        completion.put("created", 0);
        completion.putAll(head);
        completion.put("choices", List.of(choice));
        if (usage != null) {
            completion.put("usage", usage);
        }
        return completion;
    }

    private static Map<String, Object> written(Call call) {
        var function = new LinkedHashMap<String, Object>();
        function.put("name", call.name);
        function.put("arguments", call.arguments.toString());
        var written = new LinkedHashMap<String, Object>();
        written.put("id", call.id);
        written.put("type", "function");
        written.put("function", function);
        return written;
    }
}
