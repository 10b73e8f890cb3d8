package io.serai.fleet;

import java.time.Duration;

/**
 * Health checks.
 *
 * @param path             target of the check; workers of type {@code openai} are asked for {@code /v1/models} instead
 * @param interval         between two checks of a healthy worker; spread by a tenth so that they do not march in step
 * @param timeout          of one check; SGLang's {@code /health} generates a token and takes at least a second
 * @param failureThreshold failed checks in a row that make a worker unhealthy
 * @param successThreshold good checks in a row that make it ready again
 * @param backoff          first pause before a failed worker is tried again; doubles
 * @param maxBackoff       longest pause
 */
public record HealthSettings(
        String path,
        Duration interval,
        Duration timeout,
        int failureThreshold,
        int successThreshold,
        Duration backoff,
        Duration maxBackoff) {
    /** {@code /health} every 10 s within 5 s, 3 failures, 1 success, back-off of 1 to 30 s. */
    public static final HealthSettings DEFAULT = new HealthSettings(
            "/health",
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            3,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    public HealthSettings {
        Checks.require(path.startsWith("/"), "fleet.health.path", path, "a path that starts with /");
        Checks.positive(interval, "fleet.health.interval");
        Checks.positive(timeout, "fleet.health.timeout");
        Checks.atLeast(failureThreshold, 1, "fleet.health.failure-threshold");
        Checks.atLeast(successThreshold, 1, "fleet.health.success-threshold");
        Checks.positive(backoff, "fleet.health.backoff");
        Checks.require(
                maxBackoff.compareTo(backoff) >= 0,
                "fleet.health.max-backoff",
                maxBackoff,
                "at least fleet.health.backoff");
    }
}
