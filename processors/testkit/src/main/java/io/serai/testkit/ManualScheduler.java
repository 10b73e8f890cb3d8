package io.serai.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose time moves only by {@link #advance}. Tasks run on the thread that advances, in the order of their
 * due times, then of their submission; each sees the clock at its own due time. What is due now, {@code execute}
 * included, runs at the next advance, be it by zero.
 *
 * <p>A periodic task that throws is not run again, as the platform's schedulers do.
 */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final ManualNanos clock;
    private final PriorityQueue<Task<?>> queue = new PriorityQueue<>();
    private long submitted;
    private boolean shutdown;

    /** With a clock of its own. */
    public ManualScheduler() {
        this(new ManualNanos());
    }

    /** Moves the given clock along. */
    public ManualScheduler(ManualNanos clock) {
        this.clock = clock;
    }

    /** The clock that {@link #advance} moves. */
    public ManualNanos clock() {
        return clock;
    }

    /** Moves time forward and runs everything that comes due on the way, also what the tasks themselves submit. */
    public void advance(Duration by) {
        long end = clock.getAsLong() + by.toNanos();
        for (Task<?> task = next(end); task != null; task = next(end)) {
            clock.advance(Duration.ofNanos(Math.max(0, task.due - clock.getAsLong())));
            task.run();
        }
        clock.advance(Duration.ofNanos(Math.max(0, end - clock.getAsLong())));
    }

    /** Tasks that wait, cancelled ones left out. */
    public int pending() {
        synchronized (queue) {
            return (int) queue.stream().filter(task -> !task.isCancelled()).count();
        }
    }

    private @Nullable Task<?> next(long end) {
        synchronized (queue) {
            while (true) {
                Task<?> head = queue.peek();
                if (head == null || head.due - end > 0) {
                    return null;
                }
                queue.remove();
                if (!head.isCancelled()) {
                    return head;
                }
            }
        }
    }

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long order;
        private final long periodNanos;
        private long due;

        Task(Callable<V> work, long due, long order, long periodNanos) {
            super(work);
            this.due = due;
            this.order = order;
            this.periodNanos = periodNanos;
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset()) {
                due += periodNanos;
                enqueue(this);
            }
        }

        @Override
        public boolean isPeriodic() {
            return periodNanos > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - clock.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> that = (Task<?>) other;
            int byTime = Long.signum(due - that.due);
            return byTime == 0 ? Long.compare(order, that.order) : byTime;
        }
    }

    private void enqueue(Task<?> task) {
        synchronized (queue) {
            if (!shutdown) {
                queue.add(task);
            }
        }
    }

    private <V> Task<V> submit(Callable<V> work, long delay, long period, TimeUnit unit) {
        synchronized (queue) {
            if (shutdown) {
                throw new RejectedExecutionException("the scheduler is shut down");
            }
            long due = clock.getAsLong() + Math.max(0, unit.toNanos(delay));
            Task<V> task = new Task<>(work, due, submitted++, unit.toNanos(period));
            queue.add(task);
            return task;
        }
    }

    private static Callable<@Nullable Object> callable(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return submit(callable(work), delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        return submit(work, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long initial, long period, TimeUnit unit) {
        return submit(callable(work), initial, period, unit);
    }

    /** The same as a fixed rate, since a task takes no virtual time. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long initial, long delay, TimeUnit unit) {
        return submit(callable(work), initial, delay, unit);
    }

    @Override
    public void execute(Runnable work) {
        var _ = submit(callable(work), 0, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {
        var _ = shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        synchronized (queue) {
            shutdown = true;
            List<Runnable> left = new ArrayList<>(queue);
            queue.clear();
            return left;
        }
    }

    @Override
    public boolean isShutdown() {
        synchronized (queue) {
            return shutdown;
        }
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }
}
