package io.serai.steps.text;

import io.serai.core.CallError;
import io.serai.core.ModelCards;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.core.Tokenizer;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Resolution;
import io.serai.tokens.registry.LoadedLanguage;
import io.serai.tokens.registry.TokenizerEntry;
import io.serai.tokens.registry.TokenizerRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request's {@code model} names: a served model, an alias of one, or a registered tokenizer.
 *
 * @param registry tokenizers by name; null where none can be registered
 */
record NamedModels(
        Fleet fleet,
        ModelLanguages languages,
        ModelCards cards,
        @Nullable TokenizerRegistry registry) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** The model's own name; what {@code name} says where no worker serves it; of several, which one must be said. */
    String resolved(String name) {
        if (fleet.resolve(name) instanceof Resolution.Serves(ModelPool pool)) {
            return pool.model();
        }
        if (name.isEmpty()) {
            throw CallError.of(
                            400,
                            "missing_required_parameter",
                            "'model' is missing, and there is not just one model; GET /v1/models lists them.")
                    .about("model");
        }
        return name;
    }

    /** What is known of {@code model}, as {@link #resolved} has it. */
    ModelLanguage language(String model) {
        ModelLanguage language = languages.of(model);
        if (language.tokenizer() != null || registry == null) {
            return language;
        }
        // Registered a moment ago: nobody has looked yet.
        return registry.ready(model)
                .map((LoadedLanguage loaded) ->
                        new ModelLanguage(loaded.tokenizer(), loaded.renderer(), language.dialect()))
                .orElse(language);
    }

    /**
     * The tokenizer of {@code language}.
     *
     * @throws CallError 503 while it is loading, 404 if there is none
     */
    Tokenizer tokenizer(String model, ModelLanguage language) {
        Tokenizer tokenizer = language.tokenizer();
        if (tokenizer == null) {
            throw missing(model);
        }
        return tokenizer;
    }

    private CallError missing(String model) {
        Optional<TokenizerEntry> entry = registry == null ? Optional.empty() : registry.get(model);
        if (entry.isPresent() && entry.get().state() instanceof TokenizerEntry.Loading) {
            return CallError.of(503, "tokenizer_loading", "The tokenizer of this model is being loaded. Try again.")
                    .retryAfter(SOON);
        }
        if (fleet.resolve(model) instanceof Resolution.Serves || entry.isPresent()) {
            return CallError.of(
                            404,
                            "tokenizer_not_found",
                            "The gateway has no tokenizer of this model. Set models[...].tokenizer to its folder, or"
                                    + " register one of that name with POST /v1/tokenizers.")
                    .about("model");
        }
        return CallError.of(404, "model_not_found", "The model does not exist. GET /v1/models lists those that do.")
                .about("model");
    }

    /** Longest prompt and answer together, in tokens; null if it is not known. */
    @Nullable
    Integer contextLength(String model) {
        int tokens = cards.of(model).contextLength();
        return tokens == 0 ? null : Integer.valueOf(tokens);
    }
}
