package io.serai.steps.dispatch;

import io.serai.core.InferenceCall;
import io.serai.core.Prompt;
import io.serai.core.RequestFields;

/** A prompt's length: exact where a step has tokenised it, estimated otherwise. */
public final class PromptTokens {
    /** English text with JSON around it: measured values lie between 3.5 and 4.5. */
    private static final int BYTES_PER_TOKEN = 4;

    private PromptTokens() {}

    static int of(InferenceCall call) {
        Prompt prompt = call.prompt();
        return prompt == null ? estimate(call.fields()) : prompt.ids().length;
    }

    /** An estimate from the length of its bytes. */
    public static int estimate(RequestFields fields) {
        return Math.ceilDiv(fields.prompt().length() + fields.tools().length(), BYTES_PER_TOKEN);
    }
}
