package io.serai.onnx;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Ends questions in time, even if a run that they wait for takes longer. One timer serves all; it rests without any.
 * Each question ends on a thread of its own: what hangs on its answer is others' work, and must not hold up the clock.
 */
final class Deadlines implements AutoCloseable {
    private static final long TICK_MILLIS = 5;

    private final LongSupplier nanos;
    private final Set<Question> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;

    Deadlines(LongSupplier nanos) {
        this.nanos = nanos;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("serai-infer-clock").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void watch(Question question) {
        if (question.answer().isDone()) {
            return;
        }
        open.add(question);
        question.answer().whenComplete((_, _) -> open.remove(question));
        tickLater();
    }

    /** Has the questions ended whose time has come. */
    void expire() {
        long now = nanos.getAsLong();
        open.removeIf(question -> {
            boolean late = !question.open(now);
            if (late) {
                Thread.ofVirtual().name("serai-infer-late").start(question::expire);
            }
            return late;
        });
    }

    private void tick() {
        ticking.set(false);
        expire();
        if (!open.isEmpty()) {
            tickLater();
        }
    }

    private void tickLater() {
        if (ticking.compareAndSet(false, true) && !timer.isShutdown()) {
            timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    Set<Question> open() {
        return open;
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
