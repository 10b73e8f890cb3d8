package io.serai.steps;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for work that would hold up an event loop. None runs while there is none. Tasks must not throw: nobody
 * would hear of it. Thread-safe.
 */
public final class LongWork {
    private static final int WAITING_PER_THREAD = 32;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final int mostWaiting;

    /**
     * Threads that are not yet there.
     *
     * @param name of the threads, before their number
     */
    public LongWork(String name, int most) {
        mostWaiting = most * WAITING_PER_THREAD;
        threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name, 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins work on a request soon.
     *
     * @throws RejectedExecutionException if too much waits
     */
    public void begin(Runnable task) {
        if (threads.getQueue().size() >= mostWaiting) {
            throw new RejectedExecutionException(mostWaiting + " tasks wait");
        }
        threads.execute(task);
    }

    /** Goes on with what has begun, however much waits; on this thread where the others have been stopped. */
    public void goOn(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException stopped) {
            task.run();
        }
    }

    /** What waits is still done. */
    public void stop() {
        threads.shutdown();
    }
}
