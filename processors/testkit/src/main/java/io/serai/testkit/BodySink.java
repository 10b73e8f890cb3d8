package io.serai.testkit;

/** Takes a request body piece by piece. The pieces are only valid during the call. */
interface BodySink {
    void feed(byte[] bytes, int offset, int length) throws RefusedRequest;

    /** Takes a body and keeps nothing. */
    BodySink NOTHING = (bytes, offset, length) -> {};
}
