package io.serai.core;

/**
 * Receives a live reply's bytes, on the call's event loop: any number of {@link #data}, then exactly one of
 * {@link #end} and {@link #failed}.
 */
public interface ReplySink {
    /** Some bytes; for an event stream always whole events. The array belongs to the sink. */
    void data(byte[] bytes);

    /** No more bytes for now: write out what is held. Called at least once after each burst of data. */
    void flush();

    /** The reply is complete. */
    void end();

    /** The reply breaks off; what was sent so far stands. */
    void failed(CallError error);
}
