package io.serai.gateway.models;

import io.serai.tokens.cache.CacheStats;
import org.jspecify.annotations.Nullable;

/**
 * How far the gateway is with a model's language, for people.
 *
 * @param model          its name
 * @param state          {@code loading}, {@code ready}, {@code failed}, or {@code none} where no tokenizer is known
 * @param source         where the tokenizer comes from; null where there is none
 * @param implementation which code serves as its tokenizer; null where there is none
 * @param vocabularySize 0 where there is none
 * @param template       where its chat template comes from; null where there is none
 * @param contentFormat  {@code string} or {@code openai}; null where there is no template
 * @param dialect        its name; {@code passthrough} where none is known
 * @param dialectReason  why that one
 * @param cache          what the cache has spared for it; null without a tokenizer
 * @param problem        what was seen and what to do; null where all is well
 */
public record LanguageStatus(
        String model,
        String state,
        @Nullable String source,
        @Nullable String implementation,
        int vocabularySize,
        @Nullable String template,
        @Nullable String contentFormat,
        String dialect,
        String dialectReason,
        @Nullable CacheStats cache,
        @Nullable String problem) {}
