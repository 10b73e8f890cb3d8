package io.serai.fleet;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things to do later on one event loop, behind a single timer. Used on that loop only. A task that throws is logged
 * and does not hurt the others.
 */
final class Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

    /** Something to do; cancelled entries stay in the queue until their time and are then passed over. */
    static final class Entry {
        private final long dueNanos;
        private final Runnable task;
        private boolean cancelled;

        private Entry(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private final ScheduledExecutorService loop;
    private final FleetClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(entry -> entry, (a, b) -> Long.signum(a.dueNanos - b.dueNanos)));
    private @Nullable Future<?> timer;
    private long timerNanos;
    private boolean closed;

    Agenda(ScheduledExecutorService loop, FleetClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    Entry after(Duration delay, Runnable task) {
        var entry = new Entry(clock.now() + delay.toNanos(), task);
        if (!closed) {
            entries.add(entry);
            arm();
        }
        return entry;
    }

    void close() {
        closed = true;
        entries.clear();
        disarm();
    }

    private void arm() {
        Entry first = entries.peek();
        if (first == null || (timer != null && timerNanos - first.dueNanos <= 0)) {
            return;
        }
        disarm();
        timerNanos = first.dueNanos;
        timer = loop.schedule(this::tick, Math.max(0, timerNanos - clock.now()), TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void tick() {
        timer = null;
        long now = clock.now();
        for (Entry first = entries.peek(); first != null && first.dueNanos - now <= 0; first = entries.peek()) {
            entries.poll();
            if (!first.cancelled) {
                run(first.task);
            }
        }
        arm();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A fleet task failed; the others go on", e);
        }
    }
}
