package io.serai.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a request.
 *
 * @param model the name the client gave, or null
 * @param maxTokens the most tokens it wants, or -1 where it did not say
 * @param choices answers wanted: prompts times {@code n}
 * @param rid the request's own id in the body, by which it can be aborted
 * @param lastText the last text of the prompt, where the worker repeats it; empty elsewhere
 */
record GenerationRequest(
        Surface surface,
        @Nullable String model,
        boolean stream,
        boolean includeUsage,
        int maxTokens,
        int choices,
        boolean batch,
        @Nullable String rid,
        PromptDigest prompt,
        String lastText) {}
