package io.serai.dialects;

import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** dots: calls and their parameters as elements, within a tag of its own. */
final class DotsFamily {
    private DotsFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.in(
                        "<dots_function_call>",
                        "</dots_function_call>",
                        new Tag("<invoke", Naming.ATTRIBUTES, "</invoke>"),
                        new Tag("<parameter", Naming.ATTRIBUTES, "</parameter>"))
                .valuesWithout("</dots_function_call>")
                .requiringCloser()
                .silent("<|endofassistant|>")
                .policy(CallPolicy.USUAL.droppingUndeclared());
        return List.of(FamilyDialect.of("dots", ReasoningFormat.THINK, tools)
                .models("dots")
                .template("<dots_function_call>"));
    }
}
