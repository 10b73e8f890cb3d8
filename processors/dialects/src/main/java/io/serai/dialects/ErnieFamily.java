package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import java.util.List;

/** ERNIE 4.5 Thinking: the format of Hermes, and a tag around the answer's text. */
final class ErnieFamily {
    private ErnieFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<tool_call>")
                .until("</tool_call>")
                .shape(JsonCalls.Shape.OBJECT)
                .requiringCloser()
                .silent("<response>", "</response>", "</s>")
                .policy(CallPolicy.USUAL.cut(Fate.DROP));
        return List.of(FamilyDialect.of("ernie45", ReasoningFormat.THINK, tools)
                .models("ernie-4.5", "ernie")
                .template("<tool_call>", "<response>"));
    }
}
