package io.serai.gateway.ingress;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the large bodies of all connections together may take of the heap. Without it, a handful of clients that each
 * send what the body limit allows could end the process. Thread-safe.
 */
final class BodyMemory {
    /** Bodies up to this size are not counted: there are many of them, and together they are small. */
    static final int UNCOUNTED_BYTES = 1 << 20;

    private final AtomicLong free;

    BodyMemory(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** A third of the heap: a body that grows is for a moment there twice. */
    static BodyMemory ofThisHeap() {
        return new BodyMemory(Runtime.getRuntime().maxMemory() / 3);
    }

    /** Takes {@code bytes}, or nothing if there are not so many. */
    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        free.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        free.addAndGet(bytes);
    }

    long free() {
        return free.get();
    }
}
