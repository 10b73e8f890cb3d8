package io.serai.dialects;

import java.util.List;

/**
 * How reasoning is written: between two markers, once, at the start of an answer.
 *
 * @param opener      marker before it; empty where the format has none
 * @param closer      marker behind it; empty if there is no reasoning at all
 * @param endedByCall whether the marker of a call inside of it ends it. Models of some families forget the closer; of
 *                    others, a call inside of reasoning is a thought
 * @param leadIn      what a few words before the opener are
 */
record ReasoningFormat(String opener, String closer, boolean endedByCall, LeadIn leadIn) {
    static final ReasoningFormat NONE = new ReasoningFormat("", "", false, LeadIn.CONTENT);
    static final ReasoningFormat THINK = new ReasoningFormat("<think>", "</think>", false, LeadIn.REASONING);

    /** What a few words before the opener are. */
    enum LeadIn {
        REASONING,
        /** Reasoning with the opener in it: engines that look for it at the very start only leave it there. */
        REASONING_AND_OPENER,
        CONTENT
    }

    static ReasoningFormat between(String opener, String closer) {
        return new ReasoningFormat(opener, closer, false, LeadIn.REASONING);
    }

    ReasoningFormat endingAtCalls() {
        return new ReasoningFormat(opener, closer, true, leadIn);
    }

    ReasoningFormat leadIn(LeadIn value) {
        return new ReasoningFormat(opener, closer, endedByCall, value);
    }

    boolean isNone() {
        return closer.isEmpty();
    }

    /** Strings that tell this format in a chat template. */
    List<String> markers() {
        return isNone() ? List.of() : opener.isEmpty() ? List.of(closer) : List.of(opener, closer);
    }
}
