package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;

/** What answers a path. */
sealed interface Endpoint {
    /** Makes the answer from the parsed body, which is a missing node where there is none. */
    @FunctionalInterface
    interface Handler {
        Page answer(JsonNode body) throws RefusedRequest;
    }

    /** Generates text. */
    record Generate(Surface surface) implements Endpoint {}

    /** Belongs to the data path (counted, subject to faults), but is answered at once. */
    record Pooling(Handler handler) implements Endpoint {}

    /** Probes of the worker's health. */
    record Health() implements Endpoint {}

    /** Everything else the engine says of itself. */
    record About(Handler handler) implements Endpoint {}

    /** The mock's own controls: never counted, never faulty. */
    record Control(Handler handler) implements Endpoint {}

    /** No such path, or not with this method. */
    record Absent(int status) implements Endpoint {}

    default boolean isData() {
        return this instanceof Generate || this instanceof Pooling;
    }
}
