package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.JsonCalls.Shape;
import io.serai.dialects.ReasoningFormat.LeadIn;
import java.util.List;

/** InternLM and Intern-S1: JSON objects behind the tokens that start a plugin's action. */
final class InternFamily {
    private static final String ACTION = "<|action_start|>";
    private static final String PLUGIN = "<|plugin|>";

    private InternFamily() {}

    static List<FamilyDialect> dialects() {
        JsonCalls tools = JsonCalls.after(ACTION + PLUGIN, ACTION + " " + PLUGIN, ACTION + "\n" + PLUGIN)
                .until("<|action_end|>")
                .shape(Shape.OBJECT)
                .silent("<|im_end|>");
        return List.of(
                FamilyDialect.of("internlm2", ReasoningFormat.NONE, tools)
                        .toolNames("internlm")
                        .models("internlm")
                        .template(ACTION, PLUGIN),
                FamilyDialect.of(
                                "interns1",
                                ReasoningFormat.THINK.leadIn(LeadIn.REASONING_AND_OPENER),
                                tools.requiringCloser()
                                        .endingAtCloser()
                                        .policy(CallPolicy.USUAL
                                                .droppingUndeclared()
                                                .broken(Fate.DROP)))
                        .models("interns1", "intern-s1")
                        .template(ACTION, PLUGIN, "<think>"));
    }
}
