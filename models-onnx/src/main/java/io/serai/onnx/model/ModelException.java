package io.serai.onnx.model;

/** Why a folder is not a model that can run. Nothing of it is loaded then. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was seen and what to do */
    public ModelException(String message) {
        super(message);
    }

    /** As {@link #ModelException(String)}, with what came before. */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
