package io.serai.fleet.choice;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Times to the first token of each model's latest streams: a mean in which every new one counts a tenth. What is older
 * than {@link #KEPT} is forgotten, so that a model that was slow once gets another chance. Thread-safe.
 */
public final class RecentTimes {
    /** How long the last time of a model counts. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final double NEWEST = 0.1;
    /** Models come and go; nobody serves more than this at a time. */
    private static final int MOST_MODELS = 1000;

    private record Mean(double millis, long atNanos) {}

    private final Map<String, Mean> means = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /**
     * Nothing known.
     *
     * @param nanos {@link System#nanoTime()}
     */
    public RecentTimes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A stream of {@code model} began after {@code millis}. */
    public void add(String model, double millis) {
        long now = nanos.getAsLong();
        if (means.size() >= MOST_MODELS) {
            means.values().removeIf(mean -> stale(mean, now));
        }
        if (means.size() < MOST_MODELS || means.containsKey(model)) {
            means.merge(model, new Mean(millis, now), (old, one) -> stale(old, now) ? one : blended(old, one));
        }
    }

    private static Mean blended(Mean old, Mean one) {
        return new Mean(old.millis + NEWEST * (one.millis - old.millis), one.atNanos);
    }

    /** The mean of {@code model}; empty if it is not known, or too old. */
    public OptionalDouble millis(String model) {
        Mean mean = means.get(model);
        return mean == null || stale(mean, nanos.getAsLong()) ? OptionalDouble.empty() : OptionalDouble.of(mean.millis);
    }

    private static boolean stale(Mean mean, long now) {
        return now - mean.atNanos > KEPT.toNanos();
    }
}
