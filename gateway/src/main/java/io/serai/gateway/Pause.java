package io.serai.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting in a shutdown, where nothing is left that could tell the end of the wait. */
final class Pause {
    private static final Duration LOOK = Duration.ofMillis(20);

    private Pause() {}

    /** Waits for {@code time}. */
    static void of(Duration time) {
        boolean never = until(() -> false, time);
        assert !never;
    }

    /** Waits until {@code done}; false if that was not within {@code limit}. */
    static boolean until(BooleanSupplier done, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }
}
