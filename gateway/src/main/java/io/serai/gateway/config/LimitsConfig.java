package io.serai.gateway.config;

import java.time.Duration;

/**
 * How much the gateway takes on; 0 means no limit.
 *
 * @param maxConcurrent     requests at workers at a time
 * @param queueSize         requests that may wait
 * @param queueTimeout      how long one may wait
 * @param requestsPerSecond rate of new requests
 */
public record LimitsConfig(int maxConcurrent, int queueSize, Duration queueTimeout, int requestsPerSecond) {
    private static final Type<Integer> COUNT = Types.integer(0, Integer.MAX_VALUE);

    static final Option<Integer> MAX_CONCURRENT = Option.of(
                    "max-concurrent", COUNT, "Requests at workers at a time; further ones wait. `0` is no limit.")
            .or("0")
            .flags(Flag.of("--max-concurrent-requests", Flag.Form.LIMIT));
    static final Option<Integer> QUEUE_SIZE = Option.of(
                    "queue-size", COUNT, "Requests that may wait for a place; further ones get 503. `0`: none may.")
            .or("100")
            .flags(Flag.of("--queue-size", "N"));
    static final Option<Duration> QUEUE_TIMEOUT = Option.of(
                    "queue-timeout",
                    Types.duration(Duration.ofMillis(1)),
                    "How long a request may wait for a place; then it gets 408.")
            .or("60s")
            .flags(Flag.of("--queue-timeout-secs", Flag.Form.SECONDS));
    static final Option<Integer> REQUESTS_PER_SECOND = Option.of(
                    "requests-per-second", COUNT, "New requests a second; further ones get 429. `0` is no limit.")
            .or("0")
            .flags(Flag.of("--rate-limit-tokens-per-second", Flag.Form.LIMIT)
                    .remark("a token is a request; not set, there is no limit"));

    static final Section<LimitsConfig> SECTION = Section.of(
            "How much the gateway takes on.",
            v -> new LimitsConfig(
                    v.get(MAX_CONCURRENT), v.get(QUEUE_SIZE), v.get(QUEUE_TIMEOUT), v.get(REQUESTS_PER_SECOND)),
            MAX_CONCURRENT,
            QUEUE_SIZE,
            QUEUE_TIMEOUT,
            REQUESTS_PER_SECOND);
}
