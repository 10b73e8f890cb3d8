package io.serai.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One call's presence at a worker: it counts as in flight until exactly one ending is told. Later endings are ignored,
 * so that a cancel may race with a failure. Thread-safe.
 */
public final class Lease {
    /** The code for {@link #faulted} when no connection could be made; several in a row open the breaker. */
    public static final String CONNECT_FAILED = "connect_failed";

    private static final int FIRST_TOKEN = 1;
    private static final int ENDED = 2;
    private static final AtomicIntegerFieldUpdater<Lease> FLAGS =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "flags");

    private final Worker worker;
    private final int promptTokens;
    private final boolean probe;
    private volatile int flags;

    Lease(Worker worker, int promptTokens, boolean probe) {
        this.worker = worker;
        this.promptTokens = promptTokens;
        this.probe = probe;
    }

    /** The worker. */
    public Worker worker() {
        return worker;
    }

    /** The first token came: the prompt is prefilled. Idempotent. */
    public void firstToken() {
        if ((set(FIRST_TOKEN) & (FIRST_TOKEN | ENDED)) == 0) {
            worker.prefilled(promptTokens);
            if (probe) {
                worker.answered();
            }
        }
    }

    /** The worker answered in full; client errors such as 400 count here, they are not the worker's fault. */
    public void succeeded() {
        if (end()) {
            worker.succeeded(openProbe());
        }
    }

    /**
     * The worker failed.
     *
     * @param code stable failure code; {@link #CONNECT_FAILED} is told apart
     */
    public void faulted(String code) {
        if (end()) {
            worker.faulted(probe, code.equals(CONNECT_FAILED));
        }
    }

    /** The worker said 429 or 503; {@code retryAfter} is zero where it did not say for how long. */
    public void backPressure(Duration retryAfter) {
        if (end()) {
            worker.pushedBack(openProbe(), retryAfter);
        }
    }

    /** The client went, or the call went elsewhere: says nothing about the worker. */
    public void cancelled() {
        if (end()) {
            worker.cancelled(openProbe());
        }
    }

    /** Whether this is a probe that has not been counted by its first token. */
    private boolean openProbe() {
        return probe && (flags & FIRST_TOKEN) == 0;
    }

    private boolean end() {
        int before = set(ENDED);
        if ((before & ENDED) != 0) {
            return false;
        }
        if ((before & FIRST_TOKEN) == 0) {
            worker.prefilled(promptTokens);
        }
        return true;
    }

    private int set(int flag) {
        return FLAGS.getAndUpdate(this, now -> now | flag);
    }
}
