package io.serai.core;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A request to a worker.
 *
 * @param endpoint where
 * @param method   HTTP method
 * @param target   path and query
 * @param headers  fields to send; framing, {@code Host} and the worker's own key are added by the client
 * @param body     pieces written one after the other; not copied, so a spliced body costs nothing
 * @param timeouts limits of this exchange
 * @param loop     event loop to run on; a Netty event loop keeps the exchange on the client's thread
 */
public record EngineRequest(
        Endpoint endpoint,
        String method,
        String target,
        Headers headers,
        List<Bytes> body,
        Timeouts timeouts,
        ScheduledExecutorService loop) {

    /**
     * A piece of an array.
     *
     * @param array the bytes; not copied
     * @param span  which of them
     */
    public record Bytes(byte[] array, Span span) {
        /** All of {@code array}. */
        public static Bytes all(byte[] array) {
            return new Bytes(array, new Span(0, array.length));
        }
    }
}
