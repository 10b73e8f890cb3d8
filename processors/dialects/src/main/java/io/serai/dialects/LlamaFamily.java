package io.serai.dialects;

import java.util.List;

/** Llama 3: bare JSON objects, separated by semicolons, with or without {@code <|python_tag|>} before them. */
final class LlamaFamily {
    private LlamaFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("<|python_tag|>", "{")
                .bareOnlyAtStart()
                .shape(JsonCalls.Shape.OBJECT)
                .separatedBy(";,")
                .requiringArguments()
                .silent("<|eom_id|>", "<|eot_id|>");
        return List.of(FamilyDialect.of("llama3_json", ReasoningFormat.NONE, tools)
                .toolNames("llama3", "llama", "llama4_json")
                .models("llama", "llama-3")
                .template("{\"name\": function name, \"parameters\": dictionary of argument name"));
    }
}
