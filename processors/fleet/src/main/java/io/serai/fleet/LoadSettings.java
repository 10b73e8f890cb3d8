package io.serai.fleet;

import java.time.Duration;

/**
 * Polling of the engines' own load figures.
 *
 * @param interval     between two polls of a worker; 0s switches polling off
 * @param timeout      of one poll
 * @param maxPerSecond polls of the whole fleet; with many workers the interval grows to keep this
 */
public record LoadSettings(Duration interval, Duration timeout, int maxPerSecond) {
    /** Every 2 s within 2 s, 100 a second. */
    public static final LoadSettings DEFAULT = new LoadSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), 100);

    public LoadSettings {
        Checks.notNegative(interval, "fleet.loads.interval");
        Checks.positive(timeout, "fleet.loads.timeout");
        Checks.atLeast(maxPerSecond, 1, "fleet.loads.max-per-second");
    }

    boolean enabled() {
        return interval.isPositive();
    }

    /** The interval that keeps {@link #maxPerSecond} with so many workers. */
    Duration intervalFor(int workers) {
        Duration stretched = Duration.ofSeconds(workers).dividedBy(maxPerSecond);
        return stretched.compareTo(interval) > 0 ? stretched : interval;
    }
}
