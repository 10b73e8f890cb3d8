package io.serai.core;

/** A request under way at a worker. Called on its event loop only. */
public interface EngineExchange {
    /** Stop reading from the worker until {@link #resume}. */
    void pause();

    /** Read on. */
    void resume();

    /** Drop the request: the worker sees its connection close. The handler is not called again. Idempotent. */
    void cancel();
}
