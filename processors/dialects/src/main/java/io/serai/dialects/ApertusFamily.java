package io.serai.dialects;

import java.util.List;

/** Apertus: a JSON array of objects whose one key is the name of the function. */
final class ApertusFamily {
    private ApertusFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<|tools_prefix|>")
                .until("<|tools_suffix|>")
                .shape(JsonCalls.Shape.ARRAY)
                .nameIsKey()
                .silent("<|assistant_end|>")
                .policy(CallPolicy.USUAL.keepingText());
        return List.of(
                FamilyDialect.of("apertus", ReasoningFormat.between("<|inner_prefix|>", "<|inner_suffix|>"), tools)
                        .toolNames("apertus2509")
                        .models("apertus")
                        .template("<|tools_prefix|>"));
    }
}
