package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.CallPolicy.Scope;
import io.serai.dialects.JsonCalls.Shape;
import java.util.List;

/** Granite 3: a JSON array behind a marker that nothing closes. Granite 20B function calling and Granite 4: objects. */
final class GraniteFamily {
    private static final String END = "<|end_of_text|>";

    private GraniteFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat arrays = JsonCalls.after("<|tool_call|>", "<tool_call>")
                .shape(Shape.ARRAY)
                .passingBrokenArguments()
                .silent(END)
                .policy(CallPolicy.USUAL.cut(Fate.KEEP).later(Fate.KEEP));
        ToolFormat objects = JsonCalls.after("<function_call>")
                .shape(Shape.OBJECT)
                .silent("<|endoftext|>")
                .policy(CallPolicy.USUAL.scope(Scope.ANSWER));
        ToolFormat tagged = JsonCalls.after("<tool_call>")
                .until("</tool_call>")
                .shape(Shape.OBJECT)
                .silent(END)
                .policy(CallPolicy.USUAL.keepingText().scope(Scope.ANSWER));
        return List.of(
                FamilyDialect.of("granite", ReasoningFormat.THINK.endingAtCalls(), arrays)
                        .models("granite")
                        .template("<|tool_call|>", "<|start_of_role|>"),
                FamilyDialect.of("granite_20b_fc", ReasoningFormat.NONE, objects)
                        .models("granite-20b")
                        .template("<function_call>"),
                FamilyDialect.of("granite4", ReasoningFormat.THINK.endingAtCalls(), tagged)
                        .models("granite-4", "granite4")
                        .template("<tool_call>", "</tool_call>", "<|start_of_role|>"));
    }
}
