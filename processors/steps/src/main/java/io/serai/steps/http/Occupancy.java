package io.serai.steps.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Who is within the pipelines of one generation, from the head of a request on. What was closed lets nobody in, and ends
 * when the last has left. Thread-safe.
 */
public final class Occupancy {
    // Entering counts before it looks whether all is closed, closing closes before it counts: nobody is missed.
    private final LongAdder inside = new LongAdder();
    private final AtomicReference<@Nullable Runnable> end = new AtomicReference<>();
    private volatile boolean closed;

    /** A stay that has to be left, or null once this is closed. */
    public @Nullable Stay enter() {
        inside.increment();
        if (closed) {
            leave();
            return null;
        }
        return new Stay();
    }

    /**
     * Lets nobody in any more.
     *
     * @param whenEmpty run once, when nobody is left: at once on this thread, or on that of the last who leaves
     */
    public void close(Runnable whenEmpty) {
        end.set(whenEmpty);
        closed = true;
        endIfEmpty();
    }

    private void leave() {
        inside.decrement();
        if (closed) {
            endIfEmpty();
        }
    }

    private void endIfEmpty() {
        if (inside.sum() == 0) {
            Runnable once = end.getAndSet(null);
            if (once != null) {
                once.run();
            }
        }
    }

    /** One who is within. */
    public final class Stay {
        private final AtomicBoolean left = new AtomicBoolean();

        private Stay() {}

        /** Idempotent. */
        public void leave() {
            if (left.compareAndSet(false, true)) {
                Occupancy.this.leave();
            }
        }
    }
}
