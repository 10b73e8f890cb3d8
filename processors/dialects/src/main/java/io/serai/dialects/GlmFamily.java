package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** GLM 4.5 and 4.6: the name behind {@code <tool_call>}, then pairs of {@code <arg_key>} and {@code <arg_value>}. */
final class GlmFamily {
    static final TaggedCalls TOOLS = TaggedCalls.in(
                    "<tool_call>",
                    "</tool_call>",
                    new Tag("", Naming.TEXT, ""),
                    new Tag("<arg_key>", Naming.TEXT, "</arg_key>"))
            .values("<arg_value>", "</arg_value>")
            .closedByEnd()
            .silent("<|user|>", "<|observation|>", "<|endoftext|>")
            .policy(CallPolicy.USUAL.later(Fate.DROP));

    private GlmFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(FamilyDialect.of("glm45", ReasoningFormat.THINK.endingAtCalls(), TOOLS)
                .toolNames("glm45_moe", "glm4_moe")
                .models("glm-4.5", "glm-4.6")
                .template("<tool_call>", "<arg_key>", "<arg_value>"));
    }
}
