package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import io.serai.core.ModelLanguage;
import io.serai.core.Tokenizer;
import io.serai.dialects.DialectChoice;
import io.serai.tokens.cache.CachingTokenizer;
import io.serai.tokens.registry.DefaultSampling;
import io.serai.tokens.registry.LoadedLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One model's language, as far as it is. Changed by the catalogue under its lock; read by every call. */
final class LanguageSlot {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 10;

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
            @Nullable LoadedLanguage loaded,
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

    /** Loads that failed since the plan changed; 0 after a success. */
    private int failures;
    /** When to try again; null for never, or while a load is under way. */
    private @Nullable Instant retry;

    volatile @Nullable LanguagePlan plan;

    volatile Known known;

    LanguageSlot(String model) {
        this.model = model;
        DialectChoice choice = DialectChoice.choose(DialectChoice.Hints.ofModel(model));
        this.known = new Known(ModelLanguage.UNKNOWN, "none", null, null, null, null, choice, null);
    }

    /** Whether what was seen to fail is being tried again: until that ends, the failure is what there is to say. */
    boolean retrying() {
        return failures > 0;
    }

    /** A load failed at {@code now}; tells when to try again. */
    Instant failed(Instant now) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
        Instant at = now.plus(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
        retry = at;
        return at;
    }

    /** Whether a failed load is to be tried again at {@code now}; true once. */
    boolean retries(Instant now) {
        boolean due = retry != null && !now.isBefore(retry);
        retry = due ? null : retry;
        return due;
    }

    /** Earlier failures do not count any more. */
    void afresh() {
        failures = 0;
        retry = null;
    }

    LanguageStatus status() {
        Known now = known;
        LoadedLanguage loaded = now.loaded;
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
        LoadedLanguage loaded = now.loaded;
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
