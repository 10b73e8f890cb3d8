package io.serai.fleet;

import java.time.Duration;

/**
 * When a worker's breaker opens and how it closes. It opens when, within {@code window}, at least {@code minimumCalls}
 * ended and the share of faults reached {@code failureRatio}; or when {@code connectFailures} calls in a row could not
 * connect.
 *
 * @param enabled         false lets every call pass
 * @param window          how far back it looks
 * @param minimumCalls    fewer calls than this say nothing
 * @param failureRatio    share of faults, above 0 and up to 1
 * @param connectFailures connect failures in a row; 0 switches this rule off
 * @param openFor         first pause; doubles each time a probe fails
 * @param maxOpenFor      longest pause
 * @param probes          calls let in at once while half-open
 * @param successes       successes that close it
 */
public record BreakerSettings(
        boolean enabled,
        Duration window,
        int minimumCalls,
        double failureRatio,
        int connectFailures,
        Duration openFor,
        Duration maxOpenFor,
        int probes,
        int successes) {
    /** 30 s, 10 calls, half of them faults, or 3 connect failures; pause of 5 to 60 s; 3 probes, 2 successes. */
    public static final BreakerSettings DEFAULT = new BreakerSettings(
            true, Duration.ofSeconds(30), 10, 0.5, 3, Duration.ofSeconds(5), Duration.ofSeconds(60), 3, 2);

    public BreakerSettings {
        Checks.positive(window, "fleet.breaker.window");
        Checks.atLeast(minimumCalls, 1, "fleet.breaker.minimum-calls");
        Checks.require(
                failureRatio > 0 && failureRatio <= 1,
                "fleet.breaker.failure-ratio",
                failureRatio,
                "a number above 0, at most 1");
        Checks.atLeast(connectFailures, 0, "fleet.breaker.connect-failures");
        Checks.positive(openFor, "fleet.breaker.open-for");
        Checks.require(
                maxOpenFor.compareTo(openFor) >= 0,
                "fleet.breaker.max-open-for",
                maxOpenFor,
                "at least fleet.breaker.open-for");
        Checks.atLeast(probes, 1, "fleet.breaker.probes");
        Checks.atLeast(successes, 1, "fleet.breaker.successes");
    }
}
