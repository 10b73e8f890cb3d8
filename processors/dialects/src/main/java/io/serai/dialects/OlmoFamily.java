package io.serai.dialects;

import java.util.List;

/** Olmo 3: Python calls, one on each line, between two tags. */
final class OlmoFamily {
    private OlmoFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = PythonBlocks.between("<function_calls>", "</function_calls>")
                .requiringCloser()
                .silent("<|im_end|>", "<|endoftext|>");
        return List.of(FamilyDialect.of("olmo3", ReasoningFormat.THINK, tools)
                .models("olmo3", "olmo-3")
                .template("<function_calls>"));
    }
}
