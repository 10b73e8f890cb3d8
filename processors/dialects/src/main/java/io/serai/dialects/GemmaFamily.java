package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.ReasoningFormat.LeadIn;
import java.util.List;

/** Gemma 4, and FunctionGemma, which is one of Gemma 3 with earlier spellings of the same tokens. */
final class GemmaFamily {
    private GemmaFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat tools = BracedCalls.between("<|tool_call>", "<tool_call|>", "<|\"|>")
                .silent("<channel|>", "<turn|>", "<|tool_response>")
                .policy(CallPolicy.USUAL.keepingText());
        ToolFormat functions = BracedCalls.between("<start_function_call>", "<end_function_call>", "<escape>")
                .silent("<end_of_turn>", "<start_function_response>")
                .policy(CallPolicy.USUAL.cut(Fate.COMPLETE).later(Fate.COMPLETE));
        return List.of(
                FamilyDialect.of(
                                "gemma4",
                                ReasoningFormat.between("<|channel>thought\n", "<channel|>")
                                        .endingAtCalls()
                                        .leadIn(LeadIn.CONTENT),
                                tools)
                        .models("gemma-4", "gemma4")
                        .template("<|tool_call>", "<tool_call|>"),
                FamilyDialect.of("functiongemma", ReasoningFormat.NONE, functions)
                        .toolNames("function_gemma")
                        .models("functiongemma", "function-gemma")
                        .template("<start_function_call>"));
    }
}
