package io.serai.dialects;

import java.util.List;

/** LFM2: a list of Python calls between two tokens, or, if the prompt asks for it, of JSON objects. */
final class LfmFamily {
    private static final String OPENER = "<|tool_call_start|>";
    private static final String CLOSER = "<|tool_call_end|>";
    private static final String TURN_END = "<|im_end|>";

    private LfmFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat python =
                PythonBlocks.between(OPENER, CLOSER, TURN_END).silent(TURN_END).policy(CallPolicy.USUAL.keepingText());
        ToolFormat json = JsonCalls.after(OPENER).until(CLOSER, TURN_END);
        ToolFormat tools = new EitherCalls(new EitherCalls(python, json, "[{"), json, "{");
        return List.of(FamilyDialect.of("lfm2", ReasoningFormat.THINK, tools)
                .models("lfm2", "lfm-2")
                .template("<|tool_list_start|>"));
    }
}
