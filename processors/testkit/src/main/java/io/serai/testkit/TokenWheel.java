package io.serai.testkit;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer wheel of one event loop with ticks of a millisecond: thousands of streams cost one loop timer a tick.
 *
 * <p>Nothing fires early; everything fires up to a tick late. Confined to its loop.
 */
final class TokenWheel implements Runnable {
    private static final int SLOTS = 1024;
    private static final long TICK_NANOS = 1_000_000;

    /** Something that can wait in the wheel, in one place at a time. */
    abstract static class Timed {
        private @Nullable Timed before;
        private @Nullable Timed after;
        private long dueTick;

        /** Runs in the loop, at or after the due time. */
        abstract void due(long nowNanos);

        final void cancelTimer() {
            Timed left = before;
            Timed right = after;
            if (left != null && right != null) {
                left.after = right;
                right.before = left;
                before = null;
                after = null;
            }
        }

        private void insertBefore(Timed next) {
            Timed previous = next.before;
            if (previous == null) {
                throw new IllegalStateException("the slot is not a ring");
            }
            before = previous;
            after = next;
            previous.after = this;
            next.before = this;
        }
    }

    /** The end of a slot's ring. */
    private static final class Slot extends Timed {
        Slot() {
            super.before = this;
            super.after = this;
        }

        @Override
        void due(long nowNanos) {}

        boolean isEmpty() {
            return super.after == this;
        }

        Timed first() {
            Timed first = super.after;
            return first == null ? this : first;
        }
    }

    private final EventLoop loop;
    private final Slot[] slots = new Slot[SLOTS];
    private final Slot firing = new Slot();
    private final long base = System.nanoTime();
    private long doneTick;
    private long armedTick = Long.MAX_VALUE;
    private @Nullable Future<?> armed;
    private boolean running;

    TokenWheel(EventLoop loop) {
        this.loop = loop;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    void schedule(Timed timed, long dueNanos) {
        long tick = Math.max(Math.ceilDiv(dueNanos - base, TICK_NANOS), doneTick + 1);
        timed.cancelTimer();
        timed.dueTick = tick;
        timed.insertBefore(slot(tick));
        if (!running && tick < armedTick) {
            arm(tick);
        }
    }

    private Slot slot(long tick) {
        return slots[(int) (tick % SLOTS)];
    }

    private void arm(long tick) {
        if (armed != null) {
            armed.cancel(false);
        }
        armedTick = tick;
        long delay = base + tick * TICK_NANOS - System.nanoTime();
        armed = loop.schedule(this, Math.max(0, delay), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        long nowTick = (now - base) / TICK_NANOS;
        running = true;
        armed = null;
        armedTick = Long.MAX_VALUE;
        long from = Math.max(doneTick + 1, nowTick - SLOTS + 1);
        doneTick = nowTick;
        for (long tick = from; tick <= nowTick; tick++) {
            fire(slot(tick), nowTick, now);
        }
        running = false;
        armNext();
    }

    /** Entries leave one by one, because one that fires may cancel or schedule any other. */
    private void fire(Slot slot, long nowTick, long now) {
        while (!slot.isEmpty()) {
            Timed timed = slot.first();
            timed.cancelTimer();
            timed.insertBefore(firing);
        }
        while (!firing.isEmpty()) {
            Timed timed = firing.first();
            timed.cancelTimer();
            if (timed.dueTick <= nowTick) {
                timed.due(now);
            } else {
                timed.insertBefore(slot);
            }
        }
    }

    private void armNext() {
        for (long tick = doneTick + 1; tick <= doneTick + SLOTS; tick++) {
            if (!slot(tick).isEmpty()) {
                arm(tick);
                return;
            }
        }
    }
}
