package io.serai.dialects;

import java.util.List;

/** Hunyuan A13B: a JSON array of calls between two tags, and a tag around the answer behind reasoning. */
final class HunyuanA13bFamily {
    private HunyuanA13bFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<tool_calls>")
                .until("</tool_calls>")
                .shape(JsonCalls.Shape.ARRAY)
                .requiringCloser()
                .silent("<answer>", "</answer>", "<|eos|>");
        return List.of(FamilyDialect.of("hunyuan_a13b", ReasoningFormat.THINK, tools)
                .models("hunyuan", "hunyuan-a13b")
                .template("<tool_calls>", "<answer>")
                .ordinaryMarkers());
    }
}
