package io.serai.core;

/** What is known of the models that are served. Thread-safe; may change at any time. */
public interface ModelCards {
    /** The card of {@code model}, a served model's name (aliases resolved); without a value for what is unknown. */
    ModelCard of(String model);
}
