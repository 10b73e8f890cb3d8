package io.serai.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the fleet: one for intervals, one for people.
 *
 * @param nanos    like {@link System#nanoTime()}: only differences mean something
 * @param instants wall clock, for what is shown
 */
record FleetClock(LongSupplier nanos, InstantSource instants) {
    long now() {
        return nanos.getAsLong();
    }

    Instant instant() {
        return instants.instant();
    }

    Instant instantAt(long atNanos) {
        return instants.instant().plusNanos(atNanos - now());
    }

    Instant instantIn(Duration delay) {
        return instants.instant().plus(delay);
    }
}
