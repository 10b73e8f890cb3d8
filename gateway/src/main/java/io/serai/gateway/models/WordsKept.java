package io.serai.gateway.models;

import io.serai.core.ModelCard.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What workers said last of each model. A restart of a model's only worker must not change how the model is read, so
 * their word counts while any of them is known in whatever state, and for {@link #KEPT} after that. Not thread-safe.
 */
final class WordsKept {
    /** How long the word of workers that are gone counts. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private record Word(Map<Field, Object> said, Instant until) {}

    private final Map<String, Word> words = new HashMap<>();

    /** Takes in what is said at {@code now}, and forgets what is too old. */
    void hear(WorkersWord.Heard heard, Instant now) {
        Instant until = now.plus(KEPT);
        heard.known().forEach(model -> words.computeIfPresent(model, (_, word) -> new Word(word.said, until)));
        heard.said().forEach((model, said) -> words.put(model, new Word(said, until)));
        words.values().removeIf(word -> !now.isBefore(word.until));
    }

    /** Models of which a word is kept. */
    Set<String> models() {
        return words.keySet();
    }

    /** What was said of {@code model}. */
    Map<Field, Object> of(String model) {
        Word word = words.get(model);
        return word == null ? Map.of() : word.said;
    }
}
