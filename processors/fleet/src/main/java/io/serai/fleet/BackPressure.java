package io.serai.fleet;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's 429 and 503 did to its weight: each halves it, time gives it back. While none came, reading costs
 * one volatile read and no look at the clock.
 */
final class BackPressure {
    private static final double LEAST = 0.05;

    /** The weight's factor at a moment, and until when the worker asked to be left alone (itself that moment if not). */
    private record Mark(double factor, long atNanos, long pausedUntilNanos) {}

    private final FleetClock clock;
    private volatile BackPressureSettings settings;
    private volatile @Nullable Mark mark;

    BackPressure(BackPressureSettings settings, FleetClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void settings(BackPressureSettings changed) {
        settings = changed;
    }

    /** 0 to 1: by what to multiply the weight. */
    double factor() {
        Mark last = mark;
        return last == null ? 1 : factor(last, clock.now());
    }

    boolean paused() {
        Mark last = mark;
        return last != null && clock.now() - last.pausedUntilNanos < 0;
    }

    /** When {@link #paused} turns false; empty if it is false. */
    OptionalLong pausedUntilNanos() {
        Mark last = mark;
        return last == null || clock.now() - last.pausedUntilNanos >= 0
                ? OptionalLong.empty()
                : OptionalLong.of(last.pausedUntilNanos);
    }

    /** The worker pushed back; {@code retryAfter} is zero where it did not say for how long. */
    synchronized void hit(Duration retryAfter) {
        long now = clock.now();
        Mark last = mark;
        Duration cap = settings.pauseCap();
        long pause = (retryAfter.compareTo(cap) > 0 ? cap : retryAfter).toNanos();
        long until = now + Math.max(0, pause);
        double before = 1;
        if (last != null) {
            before = factor(last, now);
            until = last.pausedUntilNanos - until > 0 ? last.pausedUntilNanos : until;
        }
        mark = new Mark(Math.max(LEAST, before / 2), now, until);
    }

    synchronized void clear() {
        mark = null;
    }

    private double factor(Mark last, long now) {
        double elapsed = (double) (now - last.atNanos) / settings.recovery().toNanos();
        if (elapsed >= 1 && now - last.pausedUntilNanos >= 0) {
            forget(last);
            return 1;
        }
        return Math.min(1, last.factor + (1 - last.factor) * elapsed);
    }

    private synchronized void forget(Mark last) {
        if (last.equals(mark)) {
            mark = null;
        }
    }
}
