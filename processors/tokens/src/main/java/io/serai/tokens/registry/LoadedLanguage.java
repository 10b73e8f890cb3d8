package io.serai.tokens.registry;

import io.serai.core.PromptRenderer;
import io.serai.core.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a model's folder says of its language.
 *
 * @param folder          where it was read
 * @param tokenizer       its vocabulary
 * @param renderer        how a chat becomes its prompt; null where the folder has no template and no encoder is built in
 * @param promptSource    where {@code renderer} comes from, for people: {@code chat_template.jinja},
 *                        {@code built-in harmony} ...; {@code none} without one
 * @param templateSource  text of the template, which tells its dialect; empty where there is none
 * @param modelType       {@code model_type} of {@code config.json}; empty where it is not said
 * @param stopTokens      ids that end an answer: what the folder's files say, together
 * @param contextTokens   longest prompt and answer together, in tokens; empty where it is not said
 * @param sampling        defaults of {@code generation_config.json}
 */
public record LoadedLanguage(
        Path folder,
        Tokenizer tokenizer,
        @Nullable PromptRenderer renderer,
        String promptSource,
        String templateSource,
        String modelType,
        List<Integer> stopTokens,
        OptionalInt contextTokens,
        DefaultSampling sampling) {
    /** Copies the list. */
    public LoadedLanguage {
        stopTokens = List.copyOf(stopTokens);
    }
}
