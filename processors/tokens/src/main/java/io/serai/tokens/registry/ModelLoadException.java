package io.serai.tokens.registry;

import java.io.IOException;

/** A model's files cannot be had or used. The message is for whoever named the model. */
public final class ModelLoadException extends IOException {
    private static final long serialVersionUID = 1;

    ModelLoadException(String message) {
        super(message);
    }

    ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
