package io.serai.steps.text;

import io.serai.core.ChatEvent;
import io.serai.steps.parse.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the events of one answer together. */
final class HeardAnswer implements Consumer<ChatEvent> {
    private record Call(@Nullable String id, String name, StringBuilder arguments) {}

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final TreeMap<Integer, Call> calls = new TreeMap<>();

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Reasoning(String text) -> reasoning.append(text);
            case ChatEvent.Content(String text) -> content.append(text);
            case ChatEvent.ToolCall(int index, String id, String name) ->
                calls.put(index, new Call(id, name, new StringBuilder()));
            case ChatEvent.Arguments(int index, String json) -> {
                Call call = calls.get(index);
                if (call != null) {
                    call.arguments.append(json);
                }
            }
            case ChatEvent.Retracted(int index) -> calls.remove(index);
        }
    }

    String reasoning() {
        return reasoning.toString();
    }

    String content() {
        return content.toString();
    }

    /** {@code [{"tool_index", "name", "parameters"}]}. */
    List<Object> sglangCalls() {
        var list = new ArrayList<Object>();
        calls.values()
                .forEach(call -> list.add(Replies.object(
                        "tool_index", list.size(), "name", call.name, "parameters", call.arguments.toString())));
        return list;
    }

    /** As in a chat completion; a call gets an id where the model wrote none. */
    List<Object> openAiCalls() {
        var list = new ArrayList<Object>();
        calls.values()
                .forEach(call -> list.add(Replies.object(
                        "id",
                        call.id == null ? CallIds.next() : call.id,
                        "type",
                        "function",
                        "function",
                        Replies.object("name", call.name, "arguments", call.arguments.toString()))));
        return list;
    }
}
