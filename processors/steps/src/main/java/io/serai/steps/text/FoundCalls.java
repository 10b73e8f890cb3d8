package io.serai.steps.text;

import io.serai.dialects.ParsedAnswer;
import io.serai.steps.parse.CallIds;
import io.serai.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;

/** Writes the calls of an answer as clients know them. */
final class FoundCalls {
    private FoundCalls() {}

    /** {@code [{"tool_index", "name", "parameters"}]}. */
    static List<Object> sglang(List<ParsedAnswer.Call> calls) {
        var list = new ArrayList<Object>();
        calls.forEach(call -> list.add(
                JsonValues.members("tool_index", list.size(), "name", call.name(), "parameters", call.arguments())));
        return list;
    }

    /** As in a chat completion; a call gets an id where the model wrote none. */
    static List<Object> openAi(List<ParsedAnswer.Call> calls) {
        var list = new ArrayList<Object>();
        calls.forEach(call -> list.add(JsonValues.members(
                "id",
                call.id() == null ? CallIds.next() : call.id(),
                "type",
                "function",
                "function",
                JsonValues.members("name", call.name(), "arguments", call.arguments()))));
        return list;
    }
}
