package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/**
 * GLM: the name behind {@code <tool_call>}, then pairs of {@code <arg_key>} and {@code <arg_value>}. Ling 3 and
 * Poolside's Laguna have taken it over.
 */
final class GlmFamily {
    static final TaggedCalls TOOLS = TaggedCalls.in(
                    "<tool_call>",
                    "</tool_call>",
                    new Tag("", Naming.TEXT, ""),
                    new Tag("<arg_key>", Naming.TEXT, "</arg_key>"))
            .values("<arg_value>", "</arg_value>")
            .silent("<|user|>", "<|observation|>", "<|endoftext|>")
            .policy(CallPolicy.USUAL.later(Fate.DROP));

    private static final CallPolicy KEEPING = CallPolicy.USUAL.later(Fate.DROP).keepingText();

    private static final CallPolicy DROPPING =
            CallPolicy.USUAL.cut(Fate.DROP).later(Fate.DROP).droppingUndeclared();

    private GlmFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of("glm45", ReasoningFormat.THINK.endingAtCalls(), TOOLS.closedByEnd())
                        .toolNames("glm45_moe", "glm4_moe", "glm")
                        .models("glm-4.5", "glm-4.6")
                        .template("<tool_call>", "<arg_key>", "<arg_value>"),
                FamilyDialect.of(
                                "glm47",
                                ReasoningFormat.THINK.endingAtCalls(),
                                TOOLS.closedByEnd().cutByBlock().policy(KEEPING))
                        .toolNames("glm47_moe")
                        .models("glm-4.7", "glm-5")
                        .template("<tool_call>{function-name}<arg_key>"),
                FamilyDialect.of(
                                "ling3",
                                ReasoningFormat.THINK.endingAtCalls(),
                                TOOLS.closedByEnd().cutByBlock().policy(DROPPING))
                        .models("ling-3.", "ling3", "ring-3.")
                        .template("<role>", "<tool_call>", "<arg_key>", "<arg_value>"),
                FamilyDialect.of("poolside_v1", ReasoningFormat.THINK, TOOLS)
                        .models("poolside", "laguna")
                        .template("<assistant>", "<tool_call>", "<arg_key>", "<arg_value>"));
    }
}
