package io.serai.dialects;

import io.serai.dialects.CallPolicy.Scope;
import java.util.List;

/** GigaChat 3: one JSON object at the very end of the answer. With anything behind it, it is no call. */
final class GigachatFamily {
    private static final String[] ENDS = {"</s>", "<|message_sep|>"};

    private GigachatFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<|function_call|>", "function call<|role_sep|>")
                .until(ENDS)
                .shape(JsonCalls.Shape.OBJECT)
                .lineBreaksInStrings()
                .silent(ENDS)
                .policy(CallPolicy.USUAL.scope(Scope.ANSWER));
        return List.of(FamilyDialect.of("gigachat3", ReasoningFormat.NONE, tools)
                .models("gigachat")
                .template("<|message_sep|>", "<|role_sep|>"));
    }
}
