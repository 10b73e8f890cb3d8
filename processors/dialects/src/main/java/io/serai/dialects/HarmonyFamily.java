package io.serai.dialects;

import java.util.List;

/** gpt-oss: messages on channels ("Harmony"), read as text with its special tokens kept. */
final class HarmonyFamily {
    private HarmonyFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(FamilyDialect.whole("gpt_oss", HarmonyParser::new)
                .toolNames("openai", "openai_gptoss", "gpt-oss")
                .reasoningNames("openai", "openai_gptoss", "gpt-oss")
                .models("gpt-oss")
                .template("<|channel|>", "<|message|>", "<|start|>"));
    }
}
