package io.serai.core;

/**
 * Receives a worker's answer: one {@link #head}, any {@link #data}, then exactly one of {@link #end} and
 * {@link #failed}; or {@link #failed} alone.
 */
public interface EngineHandler {
    /** The response head came. */
    void head(int status, Headers headers);

    /** Body bytes, without transfer framing; the array belongs to the handler. */
    void data(byte[] bytes);

    /** All bytes that had arrived together were handed over. */
    void burstEnded();

    /** The answer is complete. */
    void end();

    /** The exchange failed. */
    void failed(EngineFailure failure);
}
