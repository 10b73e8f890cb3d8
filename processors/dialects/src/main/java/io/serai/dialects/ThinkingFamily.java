package io.serai.dialects;

import io.serai.dialects.ReasoningFormat.Start;
import java.util.List;

/** Ways to write reasoning that are not bound to a way to write calls. */
final class ThinkingFamily {
    private ThinkingFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of("kimi_vl", ReasoningFormat.between("◁think▷", "◁/think▷"), NoCalls.INSTANCE)
                        .reasoningNames("kimi", "kimi_k15")
                        .models("kimi-vl", "kimi-k1.5")
                        .template("◁think▷"),
                FamilyDialect.of(
                                "granite_thinking",
                                ReasoningFormat.THINK.orBetween(
                                        List.of("Here is my thought process:", "Here's my thought process:"),
                                        List.of("Here is my response:", "Here's my response:")),
                                NoCalls.INSTANCE)
                        .reasoningNames("granite"),
                FamilyDialect.of("minimax_append_think", ReasoningFormat.THINK.starting(Start.KEPT), NoCalls.INSTANCE)
                        .reasoningNames("minimax_m2_append_think"));
    }
}
