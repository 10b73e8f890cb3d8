package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import java.util.List;

/** Qwen3-Coder and Qwen3.5: {@code <function=NAME>} with {@code <parameter=KEY>} elements, each value on lines of its own. */
final class QwenCoderFamily {
    static final TaggedCalls TOOLS = TaggedCalls.in(
                    "<tool_call>",
                    "</tool_call>",
                    new Tag("<function=", Naming.EQUALS, "</function>"),
                    new Tag("<parameter=", Naming.EQUALS, "</parameter>"))
            .bareInvoke()
            .trimmingNewline()
            .valuesEndAt("<parameter=", "</function>")
            .silent("<|im_end|>", "<|endoftext|>")
            .policy(CallPolicy.USUAL.later(Fate.DROP));

    private QwenCoderFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(FamilyDialect.of("qwen3_coder", ReasoningFormat.THINK.endingAtCalls(), TOOLS)
                .toolNames("qwen_xml", "qwen3_xml")
                .models("qwen3-coder", "qwen3.5")
                .template("<tool_call>", "<function=", "<parameter="));
    }
}
