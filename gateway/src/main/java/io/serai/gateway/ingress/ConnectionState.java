package io.serai.gateway.ingress;

import io.serai.core.CallError;

/** Where a connection is in its cycle of request and answer. */
sealed interface ConnectionState {
    /** States that know nothing but themselves. */
    enum Bare implements ConnectionState {
        /** Between requests: not a byte of the next one has come. */
        IDLE,
        /** Within a head. */
        HEAD,
        /** The last answer is written; what still comes is thrown away. */
        CLOSING
    }

    /** Within the body of a request that will be served. */
    record Body(PendingRequest request) implements ConnectionState {}

    /** Within the body of a request that has been refused: it is read past, so that the connection can be kept. */
    record Draining(PendingRequest request, CallError refusal) implements ConnectionState {}

    /** A call runs, or its answer is still on its way into the client's socket. */
    record Busy(ResponseWriter writer) implements ConnectionState {}
}
