package io.serai.core;

/** How an exchange with a worker can fail. The kind decides about retries, the detail is for logs only. */
public sealed interface EngineFailure {
    /** What happened, for the log; may name addresses and must not reach a client. */
    String detail();

    /** No connection could be made: the request did not start. */
    record ConnectFailed(String detail) implements EngineFailure {}

    /** The connection ended before a response head; the request may have run. */
    record ResetBeforeHead(String detail) implements EngineFailure {}

    /** The connection ended within the body. */
    record ResetMidBody(String detail) implements EngineFailure {}

    /** What came was not HTTP. */
    record Malformed(String detail) implements EngineFailure {}

    /** A time limit passed. */
    record TimedOut(Limit limit, String detail) implements EngineFailure {
        /** Which limit. */
        public enum Limit {
            /** Until the response head and its first byte. */
            FIRST_BYTE,
            /** Between two bytes of the body. */
            IDLE,
            /** For the whole exchange. */
            TOTAL
        }
    }
}
