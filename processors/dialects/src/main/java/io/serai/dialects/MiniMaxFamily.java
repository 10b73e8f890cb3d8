package io.serai.dialects;

import io.serai.dialects.ReasoningFormat.LeadIn;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/**
 * MiniMax M2: {@code <invoke name="...">} with {@code <parameter name="...">}, values verbatim between the tags. MiniMax M3:
 * an element for each parameter and each part of it, every tag behind a token of its own. Of both, a call within
 * reasoning is a thought, as most of their engines have it.
 */
final class MiniMaxFamily {
    private static final String NAMESPACE = "]<]minimax[>[";

    private MiniMaxFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.in(
                        "<minimax:tool_call>",
                        "</minimax:tool_call>",
                        new Tag("<invoke", Naming.ATTRIBUTES, "</invoke>"),
                        new Tag("<parameter", Naming.ATTRIBUTES, "</parameter>"))
                .silent("[e~[", "[e~]")
                .policy(CallPolicy.USUAL.keepingText());
        ToolFormat elements = new ElementCalls(
                NAMESPACE, "tool_call", "invoke", "item", List.of("[e~[", "[e~]"), CallPolicy.USUAL.keepingText());
        return List.of(
                FamilyDialect.of("minimax_m2", ReasoningFormat.ALWAYS_THINK, tools)
                        .reasoningNames("minimax")
                        .models("minimax", "minimax-m2")
                        .template("<minimax:tool_call>"),
                FamilyDialect.of(
                                "minimax_m3",
                                ReasoningFormat.between("<mm:think>", "</mm:think>")
                                        .leadIn(LeadIn.CONTENT),
                                elements)
                        .models("minimax-m3")
                        .template(NAMESPACE));
    }
}
