package io.serai.steps.text;

/** What an {@code llm-text} step answers. */
public enum TextOperation {
    /** Token ids of a prompt or a chat. */
    TOKENIZE,
    /** Text of token ids. */
    DETOKENIZE,
    /** Tool calls in a model's output. */
    PARSE_FUNCTION_CALL,
    /** Reasoning in a model's output. */
    PARSE_REASONING,
    /** Registers a tokenizer. */
    ADD_TOKENIZER,
    /** The registered tokenizers. */
    TOKENIZERS,
    /** One of them, or with {@code /status} behind its name how far it is. */
    TOKENIZER,
    /** Removes one. */
    REMOVE_TOKENIZER
}
