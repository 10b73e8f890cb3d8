package io.serai.steps.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.Reply;
import io.serai.steps.JsonReply;
import io.serai.steps.parse.CallIds;
import io.serai.tokens.json.PlainJson;
import io.serai.wire.Json;
import io.serai.wire.JsonValues;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a kept answer what a client asked for: a body or a stream, with ids of its own. */
final class Replay {
    private static final byte[] DONE = Json.utf8("data: [DONE]\n\n");
    /** About ten tokens. */
    private static final int PIECE_CHARS = 40;

    private final InstantSource clock;

    Replay(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code answer} as a body; as a stream if that is wanted, with its counts if those are. */
    Reply of(StoredAnswer answer, boolean stream, boolean usage) {
        Map<String, @Nullable Object> completion = read(answer);
        Map<String, @Nullable Object> choice = choice(completion);
        Map<String, @Nullable Object> message = object(choice.get("message"));
        completion.put("id", "chatcmpl-" + UUID.randomUUID().toString().replace("-", ""));
        completion.put("created", clock.instant().getEpochSecond());
        if (message.get("tool_calls") instanceof List<?> calls) {
            message.put("tool_calls", calls.stream().map(Replay::withNewId).toList());
        }
        if (stream) {
            return new ReplayedStream(events(completion, choice, message, usage));
        }
        choice.put("message", message);
        completion.put("choices", List.of(choice));
        return JsonReply.written(200, JsonValues.write(completion));
    }

    private static Map<String, @Nullable Object> read(StoredAnswer answer) {
        try {
            return object(PlainJson.read(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept has been read before", e);
        }
    }

    private static Map<String, @Nullable Object> choice(Map<String, @Nullable Object> completion) {
        return completion.get("choices") instanceof List<?> list ? object(list.getFirst()) : new LinkedHashMap<>();
    }

    /** A copy. */
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        }
        return members;
    }

    private static Map<String, @Nullable Object> withNewId(@Nullable Object call) {
        Map<String, @Nullable Object> copy = object(call);
        copy.put("id", CallIds.next());
        return copy;
    }

    // ---- streams

    private static List<byte[]> events(
            Map<String, @Nullable Object> completion,
            Map<String, @Nullable Object> choice,
            Map<String, @Nullable Object> message,
            boolean usage) {
        var chunk = new LinkedHashMap<>(completion);
        chunk.remove("choices");
        chunk.remove("usage");
        chunk.put("object", "chat.completion.chunk");
        var events = new ArrayList<byte[]>();
        delta(events, chunk, Map.of("role", "assistant", "content", ""));
        for (String name : List.of("reasoning_content", "reasoning", "content")) {
            if (message.get(name) instanceof String text) {
                pieces(text).forEach(piece -> delta(events, chunk, Map.of(name, piece)));
            }
        }
        if (message.get("tool_calls") instanceof List<?> calls) {
            for (int i = 0; i < calls.size(); i++) {
                var call = new LinkedHashMap<String, @Nullable Object>();
                call.put("index", i);
                call.putAll(object(calls.get(i)));
                delta(events, chunk, Map.of("tool_calls", List.of(call)));
            }
        }
        event(events, chunk, List.of(choice(Map.of(), choice.get("finish_reason"))), null);
        if (usage) {
            event(events, chunk, List.of(), completion.get("usage"));
        }
        events.add(DONE);
        return events;
    }

    private static void delta(List<byte[]> events, Map<String, @Nullable Object> chunk, Map<String, ?> delta) {
        event(events, chunk, List.of(choice(delta, null)), null);
    }

    private static Map<String, @Nullable Object> choice(Map<String, ?> delta, @Nullable Object finishReason) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("logprobs", null);
        choice.put("finish_reason", finishReason);
        return choice;
    }

    private static void event(
            List<byte[]> events, Map<String, @Nullable Object> chunk, List<?> choices, @Nullable Object usage) {
        var whole = new LinkedHashMap<>(chunk);
        whole.put("choices", choices);
        if (usage != null) {
            whole.put("usage", usage);
        }
        events.add(Json.utf8("data: " + JsonValues.write(whole) + "\n\n"));
    }

    /** Never between the halves of a character. */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + PIECE_CHARS, text.length());
            end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }
}
