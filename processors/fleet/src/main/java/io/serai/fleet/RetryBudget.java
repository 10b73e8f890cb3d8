package io.serai.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps retries a small share of the requests, so that a failing fleet is not given the blow by its own gateway: each
 * request earns a part of a retry, a few a second are free, and both are forgotten after a window. Thread-safe.
 */
public final class RetryBudget {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /**
     * How much to retry.
     *
     * @param ratio     retries per request, 0.2 by default; 0 leaves only the free ones
     * @param perSecond free retries a second, so that a quiet gateway can retry at all
     */
    public record Settings(double ratio, int perSecond) {
        /** A fifth, and 10 a second. */
        public static final Settings DEFAULT = new Settings(0.2, 10);

        public Settings {
            Checks.require(ratio >= 0 && ratio <= 10, "retry.budget.ratio", ratio, "a number of 0 to 10");
            Checks.atLeast(perSecond, 0, "retry.budget.per-second");
        }
    }

    private final LongSupplier nanos;
    private final BucketedCounts counts;
    private Settings settings;

    /** A budget in which nothing has happened yet. */
    public RetryBudget(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.counts = new BucketedCounts(WINDOW, nanos.getAsLong());
    }

    /** A request began; retries of it are not requests. */
    public synchronized void request() {
        counts.add(nanos.getAsLong(), 1, 0);
    }

    /** Takes a retry if there is one left. */
    public synchronized boolean tryRetry() {
        long now = nanos.getAsLong();
        boolean left = balance(now) >= 1;
        if (left) {
            counts.add(now, 0, 1);
        }
        return left;
    }

    /** Retries left now. */
    public synchronized double balance() {
        return balance(nanos.getAsLong());
    }

    /** Other settings; what was counted stays. */
    public synchronized void reconfigure(Settings changed) {
        settings = changed;
    }

    private double balance(long now) {
        double earned = settings.ratio() * counts.good(now) + (double) settings.perSecond() * WINDOW.toSeconds();
        return earned - counts.bad(now);
    }
}
