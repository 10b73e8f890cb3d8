package io.serai.wire.chat;

/** The field in which clients look for reasoning. */
public enum ReasoningField {
    /** {@code reasoning_content}: DeepSeek's, SGLang's and that of older vLLM. */
    REASONING_CONTENT,
    /** {@code reasoning}: newer vLLM's. */
    REASONING,
    /** Both, with the same text. */
    BOTH;

    void write(JsonBuffer out, CharSequence text) {
        if (this != REASONING) {
            out.ascii("\"reasoning_content\":").quoted(text);
        }
        if (this == BOTH) {
            out.ascii(",");
        }
        if (this != REASONING_CONTENT) {
            out.ascii("\"reasoning\":").quoted(text);
        }
    }
}
