package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import java.util.List;

/**
 * Cohere's Command: JSON calls in an action, what is said in a block of its own: a response, with the fourth generation
 * a text. The ids of calls are counted anew in each answer, so they are not passed on.
 */
final class CohereFamily {
    private CohereFamily() {}

    static List<FamilyDialect> dialects() {
        ReasoningFormat thinking = ReasoningFormat.between("<|START_THINKING|>", "<|END_THINKING|>");
        JsonCalls tools = JsonCalls.after("<|START_ACTION|>")
                .until("<|END_ACTION|>")
                .nameKeys("tool_name", "name")
                .policy(CallPolicy.USUAL.keepingText().broken(Fate.DROP));
        return List.of(
                FamilyDialect.of(
                                "cohere_command3",
                                thinking,
                                tools.silent(
                                        "<|START_RESPONSE|>",
                                        "<|END_RESPONSE|>",
                                        "<|END_OF_TURN_TOKEN|>",
                                        "<|CHATBOT_TOKEN|>"))
                        .toolNames("cohere")
                        .reasoningNames("cohere_cmd")
                        .models("command-r", "command-a", "c4ai-command", "cohere")
                        .template("<|START_ACTION|>", "<|START_RESPONSE|>"),
                FamilyDialect.of(
                                "cohere_command4",
                                thinking,
                                tools.silent(
                                        "<|START_TEXT|>",
                                        "<|END_TEXT|>",
                                        "<|START_RESPONSE|>",
                                        "<|END_RESPONSE|>",
                                        "<|END_OF_TURN_TOKEN|>",
                                        "<|CHATBOT_TOKEN|>"))
                        .models("command-4", "cohere2moe")
                        .template("<|START_ACTION|>", "<|START_TEXT|>"));
    }
}
