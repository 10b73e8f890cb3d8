package io.serai.gateway.config;

import java.time.Duration;

/**
 * When a call is tried at another worker.
 *
 * @param attempts           tries in all; 1 is no retry
 * @param backoff            pause before the second try, doubled for each further one
 * @param maxBackoff         longest pause
 * @param budgetRatio        retries allowed per request
 * @param budgetMinPerSecond retries always allowed
 * @param retryAfterCap      longest {@code Retry-After} of a worker that is waited for
 */
public record RetryConfig(
        int attempts,
        Duration backoff,
        Duration maxBackoff,
        double budgetRatio,
        int budgetMinPerSecond,
        Duration retryAfterCap) {
    private static final Type<Duration> PAUSE = Types.duration(Duration.ZERO);

    static final Option<Integer> ATTEMPTS = Option.of(
                    "attempts",
                    Types.integer(1, 100),
                    "How often a request is tried in all, always at another worker while there is one. `1` is no retry."
                            + " Nothing is retried once a byte reached the client or a worker may have finished it.")
            .or("3")
            .flags(Flag.of("--retry-max-retries", Flag.Form.RETRIES), Flag.sets("--disable-retries", "1"));
    static final Option<Duration> BACKOFF = Option.of(
                    "backoff", PAUSE, "Pause before the second try; it doubles with each further one, with jitter.")
            .or("50ms")
            .flags(Flag.of("--retry-initial-backoff-ms", Flag.Form.MILLIS));
    static final Option<Duration> MAX_BACKOFF = Option.of("max-backoff", PAUSE, "Longest pause.")
            .or("2s")
            .flags(Flag.of("--retry-max-backoff-ms", Flag.Form.MILLIS));
    static final Option<Double> BUDGET_RATIO = Option.of(
                    "budget-ratio",
                    Types.decimal(0, 10),
                    "Retries allowed per request over the last seconds. Keeps retries from multiplying an outage.")
            .or("0.2");
    static final Option<Integer> BUDGET_MIN_PER_SECOND = Option.of(
                    "budget-min-per-second",
                    Types.integer(0, 1_000_000),
                    "Retries a second that are allowed however few requests there are.")
            .or("5");
    static final Option<Duration> RETRY_AFTER_CAP = Option.of(
                    "retry-after-cap",
                    PAUSE,
                    "A worker's `Retry-After` is honoured up to this. A longer one ends the tries at that worker.")
            .or("10s");

    static final Section<RetryConfig> SECTION = Section.of(
            "When a request is tried again.",
            RetryConfig::of,
            ATTEMPTS,
            BACKOFF,
            MAX_BACKOFF,
            BUDGET_RATIO,
            BUDGET_MIN_PER_SECOND,
            RETRY_AFTER_CAP);

    private static RetryConfig of(Values v) {
        if (v.get(BACKOFF).compareTo(v.get(MAX_BACKOFF)) > 0) {
            v.refuse(
                    BACKOFF,
                    Quantities.show(v.get(BACKOFF)) + " is longer than max-backoff, "
                            + Quantities.show(v.get(MAX_BACKOFF)),
                    "set a backoff of at most max-backoff");
        }
        return new RetryConfig(
                v.get(ATTEMPTS),
                v.get(BACKOFF),
                v.get(MAX_BACKOFF),
                v.get(BUDGET_RATIO),
                v.get(BUDGET_MIN_PER_SECOND),
                v.get(RETRY_AFTER_CAP));
    }
}
