package io.serai.tokens.registry;

import org.jspecify.annotations.Nullable;

/**
 * Sampling that a model's makers recommend; null where they say nothing.
 *
 * @param temperature       0 is greedy
 * @param topP              share of probability kept
 * @param topK              number of tokens kept
 * @param repetitionPenalty 1 is none
 */
public record DefaultSampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Double repetitionPenalty) {
    /** Nothing is recommended. */
    public static final DefaultSampling NONE = new DefaultSampling(null, null, null, null);
}
