package io.serai.steps.dispatch;

import io.serai.core.RequestFields;

/** Estimates a prompt's length before it is tokenised. */
final class PromptTokens {
    /** English text with JSON around it: measured values lie between 3.5 and 4.5. */
    private static final int BYTES_PER_TOKEN = 4;

    private PromptTokens() {}

    static int estimate(RequestFields fields) {
        return Math.ceilDiv(fields.prompt().length() + fields.tools().length(), BYTES_PER_TOKEN);
    }
}
