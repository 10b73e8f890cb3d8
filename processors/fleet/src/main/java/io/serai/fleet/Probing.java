package io.serai.fleet;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What everything that probes workers shares; lives on the fleet's event loop. */
final class Probing {
    /** Registrations at once: a thousand workers at start must not mean a thousand connects in one instant. */
    private static final int REGISTRATIONS = 64;

    private final Fetcher fetcher;
    private final Agenda agenda;
    private final FleetClock clock;
    private final RandomGenerator random;
    private final Supplier<FleetSettings> settings;
    private final IntSupplier workers;
    private final Discovery discovery;
    private final Throttle registrations = new Throttle(REGISTRATIONS);

    Probing(
            Fetcher fetcher,
            Agenda agenda,
            FleetClock clock,
            RandomGenerator random,
            Supplier<FleetSettings> settings,
            IntSupplier workers) {
        this.fetcher = fetcher;
        this.agenda = agenda;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.workers = workers;
        this.discovery = new Discovery(fetcher);
    }

    Fetcher fetcher() {
        return fetcher;
    }

    Agenda agenda() {
        return agenda;
    }

    FleetClock clock() {
        return clock;
    }

    Discovery discovery() {
        return discovery;
    }

    Throttle registrations() {
        return registrations;
    }

    FleetSettings settings() {
        return settings.get();
    }

    /** Number of workers that share the budget of polls. */
    int workers() {
        return workers.getAsInt();
    }

    /** Somewhere within the interval: spreads what began together. */
    Duration spread(Duration interval) {
        return scale(interval, random.nextDouble());
    }

    /** The interval give or take a tenth: keeps apart what was spread. */
    Duration jitter(Duration interval) {
        return scale(interval, 0.9 + 0.2 * random.nextDouble());
    }

    /** Pause after so many failures in a row: doubles up to the limit, then between half and all of it. */
    Duration backoff(int failures) {
        HealthSettings health = settings().health();
        double factor = Math.pow(2, Math.max(0, failures - 1));
        double nanos = Math.min(health.backoff().toNanos() * factor, (double)
                health.maxBackoff().toNanos());
        return Duration.ofNanos((long) (nanos * (0.5 + 0.5 * random.nextDouble())));
    }

    private static Duration scale(Duration interval, double factor) {
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }
}
