package io.serai.bench.load;

/**
 * A load that runs from {@link #start()} to {@link #close()} and is looked at in between.
 *
 * <p>Measure a window by calling {@link #drain()} at its start, to throw away what came before, and again at its
 * end. The three methods may be called from any one thread that is not the event loop.
 */
public interface Load extends AutoCloseable {
    /** Begins to send. Returns at once. */
    void start();

    /** What happened since the start or since the last call of this method. */
    Tally drain();

    /** Stops sending and closes every connection. What was in flight is forgotten, not counted as failed. */
    @Override
    void close();
}
