package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.CallPolicy.Scope;
import io.serai.dialects.ReasoningFormat.LeadIn;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** Hunyuan HY-V3: pairs of keys and values as GLM writes them, in a block of calls, each name closed by a separator. */
final class HunyuanFamily {
    private HunyuanFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.in(
                        "<tool_calls>",
                        "</tool_calls>",
                        new Tag("<tool_call>", Naming.TEXT, "</tool_call>"),
                        new Tag("<arg_key>", Naming.TEXT, "</arg_key>"))
                .values("<arg_value>", "</arg_value>")
                .fillers("<tool_sep>")
                .undeclaredAreStrings()
                .policy(CallPolicy.USUAL.scope(Scope.CALL).cut(Fate.DROP).later(Fate.DROP));
        return List.of(FamilyDialect.of(
                        "hunyuan_hyv3",
                        ReasoningFormat.THINK.endingAtCalls().leadIn(LeadIn.REASONING_AND_OPENER),
                        tools)
                .toolNames("hunyuan", "hy_v3")
                .reasoningNames("hunyuan", "hy_v3")
                .models("hunyuan-v3", "hy-v3", "hyv3", "hy3")
                .template("<tool_calls>", "<tool_sep>", "<arg_key>"));
    }
}
