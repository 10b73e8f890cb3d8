package io.serai.dialects;

import io.serai.dialects.CallPolicy.Scope;
import java.util.List;

/** LongCat: the format of Hermes with tags of its own, for reasoning too. */
final class LongcatFamily {
    private LongcatFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<longcat_tool_call>")
                .until("</longcat_tool_call>")
                .shape(JsonCalls.Shape.OBJECT)
                .endingAtCloser()
                .silent("</longcat_s>")
                .policy(CallPolicy.USUAL.scope(Scope.ANSWER));
        return List.of(
                FamilyDialect.of("longcat", ReasoningFormat.between("<longcat_think>", "</longcat_think>"), tools)
                        .models("longcat")
                        .template("<longcat_tool_call>"));
    }
}
