package io.serai.dialects;

import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** Step-3: tags within markers that say {@code function}; bars are U+FF5C. Step-3.5 writes as Qwen3-Coder does. */
final class StepFamily {
    private static final String CALL = "<｜tool_call_begin｜>";
    private static final String SEPARATOR = "<｜tool_sep｜>";
    private static final String CALL_CLOSER = "<｜tool_call_end｜>";

    private StepFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.in(
                        "<｜tool_calls_begin｜>",
                        "<｜tool_calls_end｜>",
                        new Tag("<steptml:invoke", Naming.ATTRIBUTES, "</steptml:invoke>"),
                        new Tag("<steptml:parameter", Naming.ATTRIBUTES, "</steptml:parameter>"))
                .fillers(CALL, "function", SEPARATOR, CALL_CLOSER)
                .silent("<|EOT|>")
                .policy(CallPolicy.USUAL.keepingText());
        return List.of(FamilyDialect.of("step3", ReasoningFormat.ALWAYS_THINK, tools)
                .models("step3", "step-3")
                .template("<steptml:invoke"));
    }
}
