package io.serai.fleet;

import java.time.Duration;

/**
 * What a worker's 429 or 503 does to it.
 *
 * @param recovery time in which the lowered weight grows back
 * @param pauseCap longest pause that a worker's {@code Retry-After} may ask for
 */
public record BackPressureSettings(Duration recovery, Duration pauseCap) {
    /** 10 s and 30 s. */
    public static final BackPressureSettings DEFAULT =
            new BackPressureSettings(Duration.ofSeconds(10), Duration.ofSeconds(30));

    public BackPressureSettings {
        Checks.positive(recovery, "fleet.back-pressure.recovery");
        Checks.notNegative(pauseCap, "fleet.back-pressure.pause-cap");
    }
}
