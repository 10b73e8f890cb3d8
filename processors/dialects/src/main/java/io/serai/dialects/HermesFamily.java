package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.ReasoningFormat.Start;
import java.util.List;

/** Hermes, and the Qwen models that took over its format: one JSON object in each {@code <tool_call>}. */
final class HermesFamily {
    static final ToolFormat TOOLS = JsonCalls.after("<tool_call>")
            .until("</tool_call>")
            .shape(JsonCalls.Shape.OBJECT)
            .silent("<|im_end|>", "<|endoftext|>")
            .policy(CallPolicy.USUAL.later(Fate.DROP));

    private HermesFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of("hermes", ReasoningFormat.NONE, TOOLS)
                        .models("hermes", "hermes-2", "hermes-3", "hermes-4", "qwen2", "qwen-2")
                        .template("<tool_call>"),
                FamilyDialect.of("qwen25", ReasoningFormat.THINK.endingAtCalls(), TOOLS)
                        .toolNames("qwen", "qwen3_json")
                        .reasoningNames("qwen3", "holo2")
                        .models("qwen", "qwen3", "qwq")
                        .template("<tool_call>", "</think>")
                        .ordinaryMarkers(),
                FamilyDialect.of(
                                "qwen3_thinking",
                                ReasoningFormat.THINK.endingAtCalls().starting(Start.INSIDE),
                                TOOLS)
                        .models("thinking-2507")
                        .ordinaryMarkers());
    }
}
