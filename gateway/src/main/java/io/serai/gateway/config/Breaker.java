package io.serai.gateway.config;

import java.time.Duration;

/**
 * When failing requests take a worker out. Back-pressure (429, 503) is no failure.
 *
 * @param enabled       whether they do
 * @param window        over which requests are counted
 * @param minCalls      requests in the window below which it stays closed
 * @param failureRatio  share of failures that opens it
 * @param open          how long it stays open
 * @param halfOpenCalls probes that must succeed to close it
 */
public record Breaker(
        boolean enabled, Duration window, int minCalls, double failureRatio, Duration open, int halfOpenCalls) {
    private static final Type<Integer> COUNT = Types.integer(1, 100_000);
    private static final Type<Duration> TIME = Types.duration(Duration.ofMillis(10));

    static final Option<Boolean> ENABLED = Option.of(
                    "enabled", Types.flag(), "Whether failing requests take a worker out at all.")
            .or("true")
            .flags(Flag.sets("--disable-circuit-breaker", "false"));
    static final Option<Duration> WINDOW = Option.of("window", TIME, "Over which requests are counted; it slides.")
            .or("30s")
            .flags(Flag.of("--cb-window-duration-secs", Flag.Form.SECONDS));
    static final Option<Integer> MIN_CALLS = Option.of(
                    "min-calls", COUNT, "Requests in the window below which the worker stays in.")
            .or("10")
            .flags(Flag.of("--cb-failure-threshold", "N")
                    .remark("here the requests in the window from which the share of failures counts"));
    static final Option<Double> FAILURE_RATIO = Option.of(
                    "failure-ratio", Types.decimal(0.01, 1), "Share of failures in the window that takes it out.")
            .or("0.5");
    static final Option<Duration> OPEN = Option.of(
                    "open", TIME, "How long it stays out before it is probed; longer after each probe that fails.")
            .or("10s")
            .flags(Flag.of("--cb-timeout-duration-secs", Flag.Form.SECONDS));
    static final Option<Integer> HALF_OPEN_CALLS = Option.of(
                    "half-open-calls", COUNT, "Probing requests that must succeed before it is in again.")
            .or("3")
            .flags(Flag.of("--cb-success-threshold", "N"));

    static final Section<Breaker> SECTION = Section.of(
            "When failing requests take a worker out. Back-pressure (429, 503) does not count as a failure.",
            v -> new Breaker(
                    v.get(ENABLED),
                    v.get(WINDOW),
                    v.get(MIN_CALLS),
                    v.get(FAILURE_RATIO),
                    v.get(OPEN),
                    v.get(HALF_OPEN_CALLS)),
            ENABLED,
            WINDOW,
            MIN_CALLS,
            FAILURE_RATIO,
            OPEN,
            HALF_OPEN_CALLS);
}
