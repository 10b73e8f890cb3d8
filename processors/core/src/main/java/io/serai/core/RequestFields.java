package io.serai.core;

import org.jspecify.annotations.Nullable;

/**
 * The few fields of a JSON body that routing needs, found without building a tree. All other bytes pass through as
 * they came.
 *
 * @param model        value of {@code model}; empty if absent
 * @param modelSpan    the bytes of that value including its quotes, {@link Span#NONE} if absent
 * @param objectStart  offset just behind the opening brace, where a field may be inserted
 * @param emptyObject  whether the object has no fields, so that an inserted one takes no comma
 * @param stream       value of {@code stream}
 * @param includeUsage value of {@code stream_options.include_usage}
 * @param maxTokens    {@code max_completion_tokens}, {@code max_tokens} or {@code sampling_params.max_new_tokens};
 *                     negative if absent
 * @param prompt       the bytes of the value that holds the prompt ({@code messages}, {@code prompt}, {@code text},
 *                     {@code input_ids}, {@code input}, {@code query})
 * @param tools        the bytes of {@code tools}: engines render them in front of the messages
 * @param user         value of {@code user}, or null
 */
public record RequestFields(
        String model,
        Span modelSpan,
        int objectStart,
        boolean emptyObject,
        boolean stream,
        boolean includeUsage,
        int maxTokens,
        Span prompt,
        Span tools,
        @Nullable String user) {

    /** Fields of a call without a JSON body. */
    public static final RequestFields NONE =
            new RequestFields("", Span.NONE, 0, true, false, false, -1, Span.NONE, Span.NONE, null);
}
