package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import java.util.List;

/** Phi-4-mini: a JSON array of calls directly behind the word {@code functools}, which is a module's name in other text. */
final class PhiFamily {
    private PhiFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("functools[")
                .shape(JsonCalls.Shape.ARRAY)
                .silent("<|end|>", "<|endoftext|>")
                .policy(CallPolicy.USUAL.broken(Fate.DROP));
        return List.of(FamilyDialect.of("phi4_mini", ReasoningFormat.NONE, tools)
                .toolNames("phi4_mini_json")
                .models("phi-4-mini", "phi4-mini")
                .template("<|tool|>", "<|/tool|>")
                .ordinaryMarkers());
    }
}
