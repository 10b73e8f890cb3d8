package io.serai.dialects;

import java.util.List;

/** Jamba: a JSON array of calls between two tags. */
final class JambaFamily {
    private JambaFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<tool_calls>")
                .until("</tool_calls>")
                .shape(JsonCalls.Shape.ARRAY)
                .requiringCloser()
                .endingAtCloser()
                .silent("<|eom|>", "<|endoftext|>");
        return List.of(FamilyDialect.of("jamba", ReasoningFormat.NONE, tools)
                .models("jamba")
                .template("<tool_calls>", "<|bom|>"));
    }
}
