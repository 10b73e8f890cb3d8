package io.serai.dialects;

import java.util.List;

/** A list of Python calls, which Llama 4 may put between tokens of its own. Llama 3 writes it where its prompt asks for it. */
final class PythonicFamily {
    static final PythonCalls TOOLS = new PythonCalls(
            List.of("<|python_start|>", "<|python_end|>", "<|eom_id|>", "<|eot_id|>", "<|eot|>", "<|eom|>"),
            CallPolicy.USUAL.keepingText());

    private PythonicFamily() {}

    static List<FamilyDialect> dialects() {
        return List.of(
                FamilyDialect.of("pythonic", ReasoningFormat.NONE, TOOLS)
                        .models("toolace")
                        .ordinaryMarkers(),
                FamilyDialect.of("llama4_pythonic", ReasoningFormat.NONE, TOOLS)
                        .models("llama-4", "llama4")
                        .template("<|python_start|>"));
    }
}
