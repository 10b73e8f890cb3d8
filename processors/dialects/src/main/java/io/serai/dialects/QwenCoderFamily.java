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

    private static final ReasoningFormat SEED_THINK =
            ReasoningFormat.between("<seed:think>", "</seed:think>").endingAtCalls();
    private static final TaggedCalls SEED_TOOLS = TaggedCalls.in(
                    "<seed:tool_call>",
                    "</seed:tool_call>",
                    new Tag("<function=", Naming.EQUALS, "</function>"),
                    new Tag("<parameter=", Naming.EQUALS, "</parameter>"))
            .trimmingNewline()
            .valuesEndAt("<parameter=", "</function>")
            .undeclaredAreStrings()
            .silent("<seed:eos>", "</seed:think>")
            .policy(CallPolicy.USUAL.cut(Fate.COMPLETE).later(Fate.COMPLETE));

    private QwenCoderFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of("qwen3_coder", ReasoningFormat.THINK.endingAtCalls(), TOOLS)
                        .toolNames("qwen_xml", "qwen3_xml")
                        .models("qwen3-coder", "qwen3.5")
                        .template("<tool_call>", "<function=", "<parameter="),
                FamilyDialect.of(
                                "step3p5",
                                ReasoningFormat.THINK.endingAtCalls(),
                                TOOLS.undeclaredAreStrings()
                                        .policy(TOOLS.policy().cut(Fate.COMPLETE)))
                        .models("step-3.5", "step3.5", "stepfun3.5")
                        .template("<function=", "<parameter=", "functions in JSONSchema format:"),
                FamilyDialect.of("nemotron_v3", ReasoningFormat.THINK.endingAtCalls(), TOOLS)
                        .reasoningNames("nemotron_3", "nano_v3")
                        .models("nemotron-3", "nemotron-nano-3")
                        .template("<function=", "<parameter=", "truncate_history_thinking"),
                FamilyDialect.of(
                                "mimo",
                                ReasoningFormat.THINK.endingAtCalls(),
                                TOOLS.keepingNewlines()
                                        .undeclaredAreStrings()
                                        .policy(TOOLS.policy().cut(Fate.DROP)))
                        .models("mimo"),
                FamilyDialect.of("seed_oss", SEED_THINK, SEED_TOOLS)
                        .models("seed-oss")
                        .template("<seed:tool_call>"));
    }
}
