package io.serai.fleet;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Lets so many asynchronous works run at once, the rest in order behind them. Used on one event loop only. */
final class Throttle {
    private final int limit;
    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private int running;

    Throttle(int limit) {
        this.limit = limit;
    }

    /** Runs {@code work} now or later; it must run the given end exactly once. */
    void enter(Consumer<Runnable> work) {
        waiting.add(work);
        next();
    }

    private void next() {
        while (running < limit && !waiting.isEmpty()) {
            running++;
            waiting.remove().accept(this::leave);
        }
    }

    private void leave() {
        running--;
        next();
    }
}
