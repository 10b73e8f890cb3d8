package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import io.serai.core.ModelLanguage;
import io.serai.core.Tokenizer;
import io.serai.dialects.DialectChoice;
import io.serai.tokens.cache.CachingTokenizer;
import io.serai.tokens.registry.DefaultSampling;
import io.serai.tokens.registry.LoadedModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One model's language, as far as it is. Changed by the catalogue under its lock; read by every call. */
final class LanguageSlot {
    /**
     * What is known now.
     *
     * @param state   as {@link LanguageStatus#state}
     * @param source  where {@code loaded} comes from
     * @param loaded  the model's files; null where there are none
     * @param content form in which the template takes content
     */
    record Known(
            ModelLanguage language,
            String state,
            @Nullable String source,
            @Nullable LoadedModel loaded,
            @Nullable CachingTokenizer tokenizer,
            @Nullable String content,
            DialectChoice choice,
            @Nullable String problem) {}

    final String model;
    /** Entry of the registry whose tokenizer is used or awaited; empty for none. */
    String entry = "";
    /** Whether the catalogue made that entry, and may remove it. */
    boolean own;

    int candidate;

    volatile @Nullable LanguagePlan plan;

    volatile Known known;

    LanguageSlot(String model) {
        this.model = model;
        DialectChoice choice = DialectChoice.choose(DialectChoice.Hints.ofModel(model));
        this.known = new Known(ModelLanguage.UNKNOWN, "none", null, null, null, null, choice, null);
    }

    LanguageStatus status() {
        Known now = known;
        LoadedModel loaded = now.loaded;
        Tokenizer tokenizer = now.tokenizer;
        return new LanguageStatus(
                model,
                now.state,
                now.source,
                tokenizer == null ? null : tokenizer.implementation(),
                tokenizer == null ? 0 : tokenizer.vocabularySize(),
                loaded == null || loaded.renderer() == null ? null : loaded.promptSource(),
                now.content,
                now.choice.dialect().name(),
                now.choice.reason(),
                now.tokenizer == null ? null : now.tokenizer.stats(),
                now.problem);
    }

    /** What the model's files say, for its card. */
    Map<Field, Object> derived() {
        Known now = known;
        var values = new HashMap<Field, Object>();
        LoadedModel loaded = now.loaded;
        if (loaded != null) {
            values.put(Field.TOKENIZER, now.source == null ? loaded.folder().toString() : now.source);
            loaded.contextTokens().ifPresent(tokens -> values.put(Field.CONTEXT_LENGTH, tokens));
            if (!loaded.stopTokens().isEmpty()) {
                values.put(Field.STOP_TOKEN_IDS, loaded.stopTokens());
            }
            if (loaded.renderer() != null) {
                values.put(Field.CHAT_TEMPLATE, loaded.promptSource());
            }
            Map<String, Double> sampling = sampling(loaded.sampling());
            if (!sampling.isEmpty()) {
                values.put(Field.SAMPLING, sampling);
            }
        }
        if (now.language.dialect() != null) {
            values.put(Field.TOOL_CALL_PARSER, now.choice.dialect().name());
            values.put(Field.REASONING_PARSER, now.choice.dialect().name());
        }
        return values;
    }

    private static Map<String, Double> sampling(DefaultSampling sampling) {
        var values = new HashMap<String, Double>();
        put(values, "temperature", sampling.temperature());
        put(values, "top_p", sampling.topP());
        put(values, "top_k", sampling.topK());
        put(values, "repetition_penalty", sampling.repetitionPenalty());
        return Map.copyOf(values);
    }

    private static void put(Map<String, Double> values, String name, @Nullable Number value) {
        if (value != null) {
            values.put(name, value.doubleValue());
        }
    }
}
