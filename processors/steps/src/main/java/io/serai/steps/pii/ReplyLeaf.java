package io.serai.steps.pii;

import io.serai.core.Span;

/**
 * One text of an answer.
 *
 * @param flow which texts of a stream go on in each other
 * @param span in the bytes, with its quotes
 */
record ReplyLeaf(Flow flow, Span span) {
    /** What becomes of a text. */
    private enum Kind {
        /** It goes on in the next chunk. */
        TEXT,
        /** It is there at once, in streams too. */
        AT_ONCE,
        /** It is text for a tool. */
        TOOL_TEXT,
        /** It is JSON for a tool. */
        TOOL_JSON
    }

    /** The fields that texts stand in. Messages of whole answers have the paths of the deltas of chunks. */
    enum Field {
        CONTENT("delta/content"),
        CONTENT_PART("delta/content[text]/text"),
        REASONING_CONTENT("delta/reasoning_content"),
        REASONING("delta/reasoning"),
        REASONING_TEXT("delta/reasoning_details[reasoning.text]/text"),
        REASONING_SUMMARY("delta/reasoning_details[reasoning.summary]/summary"),
        REFUSAL("delta/refusal"),
        TRANSCRIPT("delta/audio/transcript"),
        CITATION_TITLE("delta/annotations[url_citation]/url_citation/title", Kind.AT_ONCE),
        ARGUMENTS("delta/tool_calls[]/function/arguments", Kind.TOOL_JSON),
        CUSTOM_INPUT("delta/tool_calls[]/custom/input", Kind.TOOL_TEXT),
        /** Of the one call of old. */
        CALL_ARGUMENTS("delta/function_call/arguments", Kind.TOOL_JSON),
        /** Of a text completion. */
        TEXT("text"),
        /** The stop string that ended a choice, as vLLM says it. */
        STOP_REASON("stop_reason", Kind.AT_ONCE),
        /** The same of SGLang. */
        MATCHED_STOP("matched_stop", Kind.AT_ONCE),
        /** The same of SGLang's native answers. */
        NATIVE_MATCHED("", Kind.AT_ONCE),
        /** Any text of a document that a reranking sends back. */
        DOCUMENT("", Kind.AT_ONCE),
        /** Of SGLang's native answers; each event says all there is so far. */
        WHOLE_TEXT("");

        private final String path;
        private final Kind kind;

        Field(String path) {
            this(path, Kind.TEXT);
        }

        Field(String path, Kind kind) {
            this.path = path;
            this.kind = kind;
        }

        /** Where in a choice it stands, as {@link FieldPath#of} reads it; empty if it stands in none. */
        String path() {
            return path;
        }

        /** Whether it is complete with the chunk that has it. */
        boolean atOnce() {
            return kind == Kind.AT_ONCE;
        }

        /** Whether it is JSON. */
        boolean json() {
            return kind == Kind.TOOL_JSON;
        }

        /** Whether a tool gets it. */
        boolean forTool() {
            return kind == Kind.TOOL_JSON || kind == Kind.TOOL_TEXT;
        }
    }

    /**
     * Texts that belong together.
     *
     * @param choice index of the choice
     * @param number of the tool call, part or text of a document, else 0
     */
    record Flow(int choice, Field field, int number) {}
}
