package io.serai.steps.pii;

import io.serai.core.Span;

/**
 * One text of an answer.
 *
 * @param flow which texts of a stream go on in each other
 * @param span in the bytes, with its quotes
 */
record ReplyLeaf(Flow flow, Span span) {
    /** The field that a text stands in. */
    enum Field {
        CONTENT("content"),
        REASONING_CONTENT("reasoning_content"),
        REASONING("reasoning"),
        REFUSAL("refusal"),
        /** A part of a content that is a list. */
        PART("text"),
        /** Arguments of a tool call. */
        ARGUMENTS("arguments"),
        /** Arguments of the one call of old. */
        CALL_ARGUMENTS("arguments"),
        /** Of a text completion. */
        TEXT("text"),
        /** Of a result of reranking. */
        DOCUMENT("document"),
        /** Of SGLang's native answers; each event says all there is so far. */
        WHOLE_TEXT("text");

        private final String key;

        Field(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        /** Whether the text is JSON. */
        boolean json() {
            return this == ARGUMENTS || this == CALL_ARGUMENTS;
        }
    }

    /**
     * Texts that belong together.
     *
     * @param choice index of the choice
     * @param number of the tool call or part, else 0
     */
    record Flow(int choice, Field field, int number) {}
}
