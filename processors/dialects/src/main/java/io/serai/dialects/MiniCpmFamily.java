package io.serai.dialects;

import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** MiniCPM 5: elements without a block around, values with markup in CDATA. What is not declared is no call. */
final class MiniCpmFamily {
    private MiniCpmFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = TaggedCalls.alone(
                        new Tag("<function name=", Naming.EQUALS, "</function>"),
                        new Tag("<param name=", Naming.EQUALS, "</param>"))
                .cdata()
                .valuesWithout("</function>")
                .declaredOnly()
                .silent("<|im_end|>", "</s>")
                .policy(CallPolicy.USUAL.keepingText());
        return List.of(FamilyDialect.of("minicpm5", ReasoningFormat.THINK, tools)
                .models("minicpm5", "minicpm-5")
                .template("<function name=", "<param name="));
    }
}
