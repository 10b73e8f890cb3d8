package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.CallPolicy.Scope;
import io.serai.dialects.TaggedCalls.Naming;
import io.serai.dialects.TaggedCalls.Tag;
import io.serai.dialects.TaggedCalls.Typing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kimi K2: the header of a call is its id, {@code functions.NAME:INDEX}, which clients must get to see unchanged. Kimi K3:
 * elements written with three tokens ("XTML"), of which the response is one, the calls another.
 */
final class KimiFamily {
    private static final String PREFIX = "functions.";
    private static final String OPEN = "<|open|>";
    private static final String SEPARATOR = "<|sep|>";
    private static final String CLOSE = "<|close|>";

    private KimiFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = HeadedCalls.in(
                        "<|tool_calls_section_begin|>", "<|tool_calls_section_end|>", "<|tool_call_begin|>")
                .alsoAfter("<|tool_call_section_begin|>")
                .headEnds("<|tool_call_argument_begin|>")
                .head(KimiFamily::head)
                .until("<|tool_call_end|>")
                .silent("<|im_end|>", "[EOS]")
                .policy(CallPolicy.USUAL.scope(Scope.CALL).later(Fate.DROP));
        return List.of(
                FamilyDialect.of("kimi_k2", ReasoningFormat.NONE, tools)
                        .toolNames("kimik2")
                        .models("kimi-k2")
                        .template("<|tool_calls_section_begin|>"),
                FamilyDialect.of("kimi_k2_thinking", ReasoningFormat.ALWAYS_THINK.endingAtCalls(), tools)
                        .reasoningNames("kimi_k2", "kimi_k25", "kimi_thinking")
                        .models("kimi-k2-thinking", "kimi-k2.5")
                        .template("<|tool_calls_section_begin|>", "</think>"),
                FamilyDialect.of(
                                "kimi_k3",
                                ReasoningFormat.between(open("think"), close("think"))
                                        .endingAtCalls(),
                                elements())
                        .models("kimi-k3")
                        .template(OPEN, SEPARATOR, CLOSE));
    }

    private static ToolFormat elements() {
        return TaggedCalls.in(
                        open("tools"),
                        close("tools"),
                        new Tag(OPEN + "call", Naming.ESCAPED_ATTRIBUTES, close("call")),
                        new Tag(OPEN + "argument", Naming.ESCAPED_ATTRIBUTES, close("argument")))
                .tagsEndWith(SEPARATOR)
                .typing(Typing.TYPE_ATTRIBUTE)
                .valuesWithout(close("tools"))
                .silent(open("response"), close("response"), close("think"), "<|end_of_msg|>")
                .policy(CallPolicy.USUAL
                        .scope(Scope.CALL)
                        .broken(Fate.DROP)
                        .cut(Fate.DROP)
                        .later(Fate.DROP));
    }

    private static String open(String element) {
        return OPEN + element + SEPARATOR;
    }

    private static String close(String element) {
        return CLOSE + element + SEPARATOR;
    }

    /** {@code functions.NAME:INDEX}; the prefix may be missing, the index not. */
    private static HeadedCalls.@Nullable Head head(String text) {
        String id = text.strip();
        int colon = id.lastIndexOf(':');
        if (colon < 0 || colon + 1 == id.length()) {
            return null;
        }
        for (int i = colon + 1; i < id.length(); i++) {
            if (!Character.isDigit(id.charAt(i))) {
                return null;
            }
        }
        String name = id.substring(id.startsWith(PREFIX) ? PREFIX.length() : 0, colon);
        return HeadedCalls.isName(name) ? new HeadedCalls.Head(name, id) : null;
    }
}
