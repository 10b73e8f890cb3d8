package io.serai.steps.tokenize;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for prompts that would hold up an event loop. None runs while there are none. */
public final class LongPrompts {
    private static final int THREADS = 2;
    private static final int WAITING = 64;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("serai-tokenize-", 0).factory());

    /** Threads that are not yet there. */
    public LongPrompts() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs {@code task} soon.
     *
     * @throws RejectedExecutionException if too many wait
     */
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** What waits is still done. */
    public void stop() {
        threads.shutdown();
    }
}
