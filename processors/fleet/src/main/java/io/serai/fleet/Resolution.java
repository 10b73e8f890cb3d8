package io.serai.fleet;

/** Who serves a requested model. Callers switch over it exhaustively. */
public sealed interface Resolution {
    /**
     * At least one worker of the model is ready. None need be eligible at this moment: breakers, limits and pauses may
     * hold back all of them, which {@link ModelPool#eligible} tells.
     */
    record Serves(ModelPool pool) implements Resolution {}

    /** Nobody serves that model: 404. */
    record Unknown(String model) implements Resolution {}

    /** The request names no model, and there is more than one: 400. */
    record Unspecified() implements Resolution {}

    /** The model is known but no worker of it is ready, or no worker has said yet what it serves: 503. */
    record NoWorkers(String model) implements Resolution {}
}
