package io.serai.core;

import java.util.function.Consumer;

/** The markup in which a model family writes reasoning and tool calls. Immutable. */
public interface Dialect {
    /** Name by which users choose it. */
    String name();

    /**
     * Whether some of its markers may be special tokens, which engines leave out of the text unless they are told not
     * to.
     */
    default boolean specialTokens() {
        return true;
    }

    /**
     * Where reasoning begins if nobody has seen the prompt: {@link ParseOptions.Reasoning#PROMPT} for models that always
     * think and whose prompts open it. Where the prompt is known, it alone decides.
     */
    default ParseOptions.Reasoning withoutPrompt() {
        return ParseOptions.Reasoning.OUTPUT;
    }

    /** A parser for one answer; its events go to {@code out}, on the caller's thread. */
    OutputParser parser(ParseOptions options, Consumer<ChatEvent> out);
}
