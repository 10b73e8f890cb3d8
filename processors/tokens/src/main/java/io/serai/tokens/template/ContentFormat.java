package io.serai.tokens.template;

/** In which form a template takes a message's {@code content}. */
public enum ContentFormat {
    /** A text: parts must be joined before. */
    STRING,
    /** A text or a list of parts, each a map with {@code type}: the template loops over them. */
    OPENAI
}
