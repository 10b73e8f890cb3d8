package io.serai.core;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of how a model reads and writes; a part that is unknown is null.
 *
 * @param tokenizer its vocabulary
 * @param renderer  how a chat becomes its prompt
 * @param dialect   how it marks reasoning and tool calls
 */
public record ModelLanguage(
        @Nullable Tokenizer tokenizer,
        @Nullable PromptRenderer renderer,
        @Nullable Dialect dialect) {
    /** Nothing is known. */
    public static final ModelLanguage UNKNOWN = new ModelLanguage(null, null, null);
}
