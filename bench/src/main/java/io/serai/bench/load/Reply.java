package io.serai.bench.load;

import io.netty.buffer.ByteBuf;

/** Receives one response, on the event loop: {@code body*} then exactly one of {@code ended} and {@code failed}. */
interface Reply {
    /** A piece of the body, cut anywhere; valid during the call only. */
    default void body(ByteBuf piece) {}

    /** The response is complete. */
    void ended(int status);

    /** The connection could not be made, or broke before the response was complete. */
    void failed(String reason);
}
