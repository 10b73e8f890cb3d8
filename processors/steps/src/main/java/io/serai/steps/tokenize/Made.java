package io.serai.steps.tokenize;

import io.serai.core.CallError;
import io.serai.core.Prompt;

/** What came of making a prompt. */
sealed interface Made {
    /**
     * A prompt.
     *
     * @param prompt  it
     * @param longest tokens of the longest where there are several, else of the only one
     */
    record Ready(Prompt prompt, int longest) implements Made {}

    /** The client must change its request. */
    record Refused(CallError error) implements Made {}

    /**
     * There is none, and the call goes on.
     *
     * @param code why, stable; empty where nothing is wrong with that
     */
    record None(String code) implements Made {
        /** The request brings something that is not tokenised here, such as a template of its own. */
        static final None FINE = new None("");
    }
}
