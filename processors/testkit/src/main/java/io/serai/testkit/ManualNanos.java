package io.serai.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nanosecond clock that only moves when told. Its zero means nothing, as with {@link System#nanoTime()}. */
public final class ManualNanos implements LongSupplier {
    private final AtomicLong now;

    /** Starts just before the clock wraps, so that comparisons by {@code <} instead of by difference are caught. */
    public ManualNanos() {
        this(Long.MAX_VALUE - 1_000_000_000);
    }

    /** Starts at the given reading. */
    public ManualNanos(long startNanos) {
        now = new AtomicLong(startNanos);
    }

    @Override
    public long getAsLong() {
        return now.get();
    }

    /** Moves the clock forward. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("by is %s; a monotonic clock moves forward".formatted(by));
        }
        now.addAndGet(by.toNanos());
    }
}
