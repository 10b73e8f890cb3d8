package io.serai.dialects;

import io.serai.dialects.CallPolicy.Fate;
import io.serai.dialects.ReasoningFormat.LeadIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mistral: up to v0.3 and Nemo one JSON array behind {@code [TOOL_CALLS]}; since tokenizer v11 the marker before each
 * call, the name, {@code [ARGS]} and the arguments.
 */
final class MistralFamily {
    private static final String MARKER = "[TOOL_CALLS]";
    private static final String CALL_ID = "[CALL_ID]";

    private MistralFamily() {}

    static List<FamilyDialect> dialects() {
        ToolFormat old = JsonCalls.after(MARKER).idKeys("id").silent("</s>").policy(CallPolicy.USUAL.keepingText());
        ToolFormat headed = HeadedCalls.in("", "", MARKER)
                .headEnds("[ARGS]", "{")
                .head(MistralFamily::head)
                .silent("</s>")
                .policy(CallPolicy.USUAL.keepingText().broken(Fate.DROP).cut(Fate.DROP));
        return List.of(
                FamilyDialect.of("mistral_old", ReasoningFormat.NONE, old)
                        .models("mistral", "mixtral")
                        .template(MARKER),
                FamilyDialect.of(
                                "mistral_new",
                                ReasoningFormat.between("[THINK]", "[/THINK]")
                                        .endingAtCalls()
                                        .leadIn(LeadIn.CONTENT),
                                new EitherCalls(headed, old, "["))
                        .toolNames("mistral")
                        .reasoningNames("mistral")
                        .models("magistral", "devstral", "mistral-small-3.2", "ministral-3", "mistral-4")
                        .template(MARKER, "[ARGS]"));
    }

    private static HeadedCalls.@Nullable Head head(String text) {
        int id = text.indexOf(CALL_ID);
        String name = (id < 0 ? text : text.substring(0, id)).strip();
        String callId = id < 0 ? null : text.substring(id + CALL_ID.length()).strip();
        return HeadedCalls.isName(name) ? new HeadedCalls.Head(name, callId) : null;
    }
}
