package io.serai.dialects;

import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** MiniMax M2: {@code <invoke name="...">} with {@code <parameter name="...">}, values verbatim between the tags. */
final class MiniMaxFamily {
    private MiniMaxFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.in(
                        "<minimax:tool_call>",
                        "</minimax:tool_call>",
                        new Tag("<invoke", Naming.ATTRIBUTES, "</invoke>"),
                        new Tag("<parameter", Naming.ATTRIBUTES, "</parameter>"))
                .silent("[e~[", "[e~]")
                .policy(CallPolicy.USUAL.keepingText());
        return List.of(FamilyDialect.of("minimax_m2", ReasoningFormat.THINK.endingAtCalls(), tools)
                .reasoningNames("minimax")
                .models("minimax", "minimax-m2")
                .template("<minimax:tool_call>"));
    }
}
