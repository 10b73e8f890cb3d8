package io.serai.fleet.admission;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate: a rate, a limit of calls at once and a queue in the order of arrival over all event loops. Thread-safe.
 *
 * <p>Refusals carry {@code Retry-After}: {@code rate_limit_exceeded} (429), {@code server_overloaded} (503, the queue
 * is full), {@code queue_timeout} (408).
 */
public final class Admission {
    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final Permit FREE = new Free();

    private final LongSupplier nanos;
    private final Set<Waiter> queue = new LinkedHashSet<>();
    private final TokenBucket rate;
    private volatile AdmissionSettings settings;
    private int running;

    /**
     * An open gate.
     *
     * @param nanos {@link System#nanoTime()}
     */
    public Admission(AdmissionSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.rate = new TokenBucket(settings.requestsPerSecond(), nanos.getAsLong());
    }

    /**
     * Asks to run {@code call}. Must be called on {@code call.loop()}; exactly one of the callbacks is run there,
     * possibly before this returns, or none if the call is cancelled first. While it waits, the call's canceller
     * ({@link InferenceCall#onCancel}) is this gate's.
     */
    public void acquire(InferenceCall call, Consumer<Permit> granted, Consumer<CallError> refused) {
        AdmissionSettings now = settings;
        if (now.maxConcurrent() == 0 && now.requestsPerSecond() == 0) {
            granted.accept(FREE);
            return;
        }
        Decision decision = decide(call, granted, refused);
        switch (decision) {
            case Decision.Granted g -> granted.accept(g.permit);
            case Decision.Refused r -> refused.accept(r.error);
            case Decision.Queued q -> q.waiter.await();
        }
    }

    private sealed interface Decision {
        record Granted(Permit permit) implements Decision {}

        record Refused(CallError error) implements Decision {}

        record Queued(Waiter waiter) implements Decision {}
    }

    private synchronized Decision decide(InferenceCall call, Consumer<Permit> granted, Consumer<CallError> refused) {
        AdmissionSettings now = settings;
        Duration wait = now.requestsPerSecond() == 0 ? Duration.ZERO : rate.take(nanos.getAsLong());
        if (wait.isPositive()) {
            return new Decision.Refused(
                    CallError.of(429, "rate_limit_exceeded", "Too many requests a second. Slow down and try again.")
                            .retryAfter(wholeSeconds(wait)));
        }
        if (now.maxConcurrent() == 0) {
            return new Decision.Granted(FREE);
        }
        if (running < now.maxConcurrent() && queue.isEmpty()) {
            running++;
            return new Decision.Granted(new Counted(this));
        }
        if (queue.size() >= now.queueSize()) {
            return new Decision.Refused(CallError.of(
                            503, "server_overloaded", "The gateway is at its limit and its queue is full. Try again.")
                    .retryAfter(COME_BACK));
        }
        var waiter = new Waiter(call, granted, refused, now.queueTimeout());
        queue.add(waiter);
        return new Decision.Queued(waiter);
    }

    private static Duration wholeSeconds(Duration wait) {
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000)));
    }

    /** Calls that run under the limit; 0 while there is none, for then nothing is counted. */
    public synchronized int running() {
        return running;
    }

    /** Calls that wait. */
    public synchronized int queued() {
        return queue.size();
    }

    /**
     * Other limits, at once: a higher one lets waiting calls in, a lower one waits for calls to end. Calls let in
     * while there was no limit are not counted. A wait that has begun keeps its time limit.
     */
    public void reconfigure(AdmissionSettings changed) {
        List<Waiter> next;
        synchronized (this) {
            settings = changed;
            rate.rate(changed.requestsPerSecond(), nanos.getAsLong());
            next = admit();
        }
        next.forEach(Waiter::deliver);
    }

    private void release() {
        List<Waiter> next;
        synchronized (this) {
            running--;
            next = admit();
        }
        next.forEach(Waiter::deliver);
    }

    /** Moves from the queue whoever may run now. */
    private List<Waiter> admit() {
        if (queue.isEmpty()) {
            return List.of();
        }
        var admitted = new ArrayList<Waiter>(1);
        int limit = settings.maxConcurrent();
        var waiting = queue.iterator();
        while (waiting.hasNext() && (limit == 0 || running < limit)) {
            Waiter waiter = waiting.next();
            waiting.remove();
            running++;
            waiter.permit = new Counted(this);
            admitted.add(waiter);
        }
        return admitted;
    }

    private synchronized boolean leaveQueue(Waiter waiter) {
        return queue.remove(waiter);
    }

    /** A call in the queue. All but {@link #permit} is touched on the call's loop only. */
    private final class Waiter {
        private final InferenceCall call;
        private final Consumer<Permit> granted;
        private final Consumer<CallError> refused;
        private final Duration limit;
        private volatile @Nullable Permit permit;
        private @Nullable Future<?> timer;
        private boolean gone;

        Waiter(InferenceCall call, Consumer<Permit> granted, Consumer<CallError> refused, Duration limit) {
            this.call = call;
            this.granted = granted;
            this.refused = refused;
            this.limit = limit;
        }

        void await() {
            timer = call.loop().schedule(this::timeout, limit.toNanos(), TimeUnit.NANOSECONDS);
            call.onCancel(this::cancelled);
        }

        /** From any thread: a permit has been set. */
        void deliver() {
            try {
                call.loop().execute(this::begin);
            } catch (RejectedExecutionException e) {
                giveBack(); // the loop has shut down, and the call with it
            }
        }

        private void begin() {
            if (gone) {
                giveBack();
                return;
            }
            leave();
            call.onCancel(null);
            Permit mine = permit;
            if (mine != null) {
                granted.accept(mine);
            }
        }

        private void timeout() {
            if (!gone && leaveQueue(this)) {
                leave();
                call.onCancel(null);
                refused.accept(CallError.of(408, "queue_timeout", "The request waited too long for a place. Try again.")
                        .retryAfter(COME_BACK));
            }
        }

        /** In the queue: leaves it. On the way out of it: {@link #begin} gives the permit back. */
        private void cancelled() {
            leave();
            boolean _ = leaveQueue(this);
        }

        private void leave() {
            gone = true;
            if (timer != null) {
                timer.cancel(false);
            }
        }

        private void giveBack() {
            Permit unused = permit;
            if (unused != null) {
                unused.close();
            }
        }
    }

    /** Where there is no limit. */
    static final class Free implements Permit {
        @Override
        public void close() {}
    }

    /** One of the places. */
    static final class Counted implements Permit {
        private final Admission admission;
        private final AtomicBoolean closed = new AtomicBoolean();

        Counted(Admission admission) {
            this.admission = admission;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                admission.release();
            }
        }
    }
}
