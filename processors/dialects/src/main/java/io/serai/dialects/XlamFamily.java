package io.serai.dialects;

import java.util.List;

/**
 * xLAM: the whole answer is a JSON array of calls. Its sizes differ in what they put around it: nothing, a fence, or the
 * markers of other families.
 */
final class XlamFamily {
    private static final String FENCE = "```";

    private XlamFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = JsonCalls.after("[", FENCE + "json", FENCE, "[TOOL_CALLS]", "<tool_call>")
                .ordinary(FENCE, FENCE + "json")
                .until(FENCE, "</tool_call>")
                .shape(JsonCalls.Shape.ARRAY)
                .bareOnlyAtStart()
                .startingAnewAfter("</think>")
                .requiringArguments();
        return List.of(FamilyDialect.of("xlam", ReasoningFormat.THINK, tools).models("xlam", "llama-xlam"));
    }
}
