package io.serai.gateway.config;

import java.time.Duration;

/**
 * How workers are watched.
 *
 * @param path         what is asked for
 * @param interval     between two checks of a healthy worker
 * @param timeout      of one check
 * @param failures     checks in a row that make a worker unhealthy
 * @param successes    checks in a row that make it healthy again
 * @param breaker      what the requests themselves tell
 * @param loadInterval how often an engine is asked for its load; zero is never
 */
public record HealthConfig(
        String path,
        Duration interval,
        Duration timeout,
        int failures,
        int successes,
        Breaker breaker,
        Duration loadInterval) {
    private static final Type<Integer> COUNT = Types.integer(1, 1000);

    static final Option<String> PATH = Option.of(
                    "path",
                    Types.urlPath(),
                    "What is asked for; 200 is healthy. Workers of the engine `openai` are asked for `/v1/models`.")
            .or("/health")
            .flags(Flag.of("--health-check-endpoint", "PATH"));
    static final Option<Duration> INTERVAL = Option.of(
                    "interval",
                    Types.duration(Duration.ofMillis(10)),
                    "Between two checks of a healthy worker. A failed one is checked again sooner at first, then with"
                            + " growing pauses, for ever.")
            .or("10s")
            .flags(Flag.of("--health-check-interval-secs", Flag.Form.SECONDS));
    static final Option<Duration> TIMEOUT = Option.of(
                    "timeout", Types.duration(Duration.ofMillis(10)), "Limit of one check.")
            .or("5s")
            .flags(Flag.of("--health-check-timeout-secs", Flag.Form.SECONDS));
    static final Option<Integer> FAILURES = Option.of(
                    "failures", COUNT, "Failed checks in a row after which a worker gets no more requests.")
            .or("3")
            .flags(Flag.of("--health-failure-threshold", "N"));
    static final Option<Integer> SUCCESSES = Option.of(
                    "successes", COUNT, "Good checks in a row after which it gets requests again.")
            .or("1")
            .flags(Flag.of("--health-success-threshold", "N"));
    static final Option<Breaker> BREAKER = Option.of("breaker", Breaker.SECTION);
    static final Option<Duration> LOAD_INTERVAL = Option.of(
                    "interval",
                    Types.duration(Duration.ZERO),
                    "How often an engine is asked for its load. `0s` is never: only the gateway's own requests count.")
            .or("2s");
    static final Option<Duration> LOADS = Option.of(
            "loads", Section.of("The engines' own account of their load.", v -> v.get(LOAD_INTERVAL), LOAD_INTERVAL));

    static final Section<HealthConfig> SECTION = Section.of(
            "How workers are watched.",
            v -> new HealthConfig(
                    v.get(PATH),
                    v.get(INTERVAL),
                    v.get(TIMEOUT),
                    v.get(FAILURES),
                    v.get(SUCCESSES),
                    v.get(BREAKER),
                    v.get(LOADS)),
            PATH,
            INTERVAL,
            TIMEOUT,
            FAILURES,
            SUCCESSES,
            BREAKER,
            LOADS);
}
