package io.serai.core;

/** The languages of the models that are served. Thread-safe; may change at any time. */
public interface ModelLanguages {
    /** What is known of {@code model}, a served model's name (aliases resolved); never null. */
    ModelLanguage of(String model);

    /** Longest prompt and answer together that somebody set for {@code model}, in tokens; 0 where only its workers know. */
    default int contextLength(String model) {
        return 0;
    }
}
