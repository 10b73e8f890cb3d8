package io.serai.onnx;

import io.serai.core.ClassifierException.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
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
    private volatile boolean closed;

    Deadlines(LongSupplier nanos) {
        this.nanos = nanos;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("serai-infer-clock").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Sees to it that {@code question} ends: at its deadline, or now if this is closed. */
    void watch(Question question) {
        if (question.answer().isDone()) {
            return;
        }
        open.add(question);
        question.answer().whenComplete((_, _) -> open.remove(question));
        if (closed) { // after the question was added: else it and close() could miss each other
            stop(question);
        }
        tickLater();
    }

    /** Has the questions ended whose time has come. */
    private void expire() {
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
        if (ticking.compareAndSet(false, true)) {
            timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends all questions, those too that come from now on. */
    @Override
    public void close() {
        closed = true;
        timer.shutdown();
        open.forEach(Deadlines::stop);
    }

    private static void stop(Question question) {
        question.fail(Reason.NO_MODEL, "classifiers are being stopped");
    }
}
