package io.serai.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.ChatEvent;
import io.serai.tokens.json.PlainJson;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the events of one answer together. */
final class ParsedOutput implements Consumer<ChatEvent> {
    private record Call(String name, StringBuilder arguments) {
        Map<String, @Nullable Object> result() {
            return Cases.members("name", name, "arguments", value(arguments.toString()));
        }

        private static @Nullable Object value(String json) {
            try {
                return PlainJson.read(json);
            } catch (JsonProcessingException e) {
                return json;
            }
        }
    }

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Reasoning(String text) -> reasoning.append(text);
            case ChatEvent.Content(String text) -> content.append(text);
            case ChatEvent.ToolCall(int index, String _, String name) ->
                calls.put(index, new Call(name, new StringBuilder()));
            case ChatEvent.Arguments(int index, String json) -> {
                Call call = calls.get(index);
                if (call != null) {
                    call.arguments.append(json);
                }
            }
            case ChatEvent.Retracted(int index) -> calls.remove(index);
        }
    }

    Map<String, @Nullable Object> result() {
        return Cases.members(
                "reasoning",
                reasoning.toString(),
                "content",
                content.toString(),
                "tool_calls",
                calls.values().stream().map(Call::result).toList());
    }
}
