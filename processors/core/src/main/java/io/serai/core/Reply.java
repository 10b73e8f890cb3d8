package io.serai.core;

/** What goes back to the client: a whole body or a live one. */
public sealed interface Reply {
    /** HTTP status. */
    int status();

    /** Header fields to send; framing fields (length, encoding, connection) are the ingress' own. */
    Headers headers();

    /**
     * A finished body.
     *
     * @param status  HTTP status
     * @param headers fields to send
     * @param body    the bytes; not copied
     */
    record Whole(int status, Headers headers, byte[] body) implements Reply {}

    /**
     * A body that is still being made. Nothing flows before {@link #start}; after it the reader governs the pace. A
     * step that changes the stream wraps it in a {@code Live} of its own.
     */
    non-sealed interface Live extends Reply {
        /** Whether the body is {@code text/event-stream}: then a break can be reported inside the stream. */
        boolean eventStream();

        /** Begins the flow into {@code sink}; called once, on the call's event loop. */
        void start(ReplySink sink);

        /** Asks the source to stop reading; a little more data may still come. */
        void pause();

        /** Ends a {@link #pause}. */
        void resume();

        /** The client has gone: stop the worker's work. The sink is not called again. */
        void cancel();
    }
}
