package io.serai.bench.load;

import java.time.Duration;

/**
 * The intended send times of an open loop: one every interval, from a start. They never move: a late generator
 * sends what is overdue at once, and the delay counts as latency of those requests.
 */
final class Pacer {
    private final long startNanos;
    private final long intervalNanos;
    private long taken;

    Pacer(long startNanos, Duration interval) {
        if (interval.toNanos() < 1) {
            throw new IllegalArgumentException("interval is " + interval + "; set it to at least 1 ns");
        }
        this.startNanos = startNanos;
        this.intervalNanos = interval.toNanos();
    }

    /** True while a send is due at {@code nowNanos} that {@link #take} has not handed out. */
    boolean due(long nowNanos) {
        return nowNanos - nextNanos() >= 0;
    }

    /** Hands out the next intended send time. */
    long take() {
        long intended = nextNanos();
        taken++;
        return intended;
    }

    /** Nanoseconds from {@code nowNanos} to the next intended send; 0 when it is due. */
    long waitNanos(long nowNanos) {
        return Math.max(0, nextNanos() - nowNanos);
    }

    private long nextNanos() {
        return startNanos + taken * intervalNanos;
    }
}
