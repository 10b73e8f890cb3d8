package io.serai.gateway.config;

import java.time.Duration;

/**
 * Limits of an exchange with a worker; zero means none.
 *
 * @param connect   until the connection stands
 * @param firstByte from the request sent to the response head
 * @param idle      between two bytes of the response
 * @param total     for all of it
 */
public record TimeoutsConfig(Duration connect, Duration firstByte, Duration idle, Duration total) {
    private static final Type<Duration> LIMIT = Types.duration(Duration.ZERO);

    static final Option<Duration> CONNECT = Option.of(
                    "connect", LIMIT, "Until the connection to a worker stands, TLS included.")
            .or("5s");
    static final Option<Duration> FIRST_BYTE = Option.of(
                    "first-byte", LIMIT, "From the request sent to the head of the response: queueing and prefill.")
            .or("10m");
    static final Option<Duration> IDLE =
            Option.of("idle", LIMIT, "Between two bytes of a response.").or("5m");
    static final Option<Duration> TOTAL = Option.of(
                    "total", LIMIT, "For a request in all, from sending it to the last byte.")
            .or("30m")
            .flags(Flag.of("--request-timeout-secs", Flag.Form.SECONDS));

    static final Section<TimeoutsConfig> SECTION = Section.of(
            "Limits of a request at a worker. `0s` is no limit.",
            v -> new TimeoutsConfig(v.get(CONNECT), v.get(FIRST_BYTE), v.get(IDLE), v.get(TOTAL)),
            CONNECT,
            FIRST_BYTE,
            IDLE,
            TOTAL);
}
