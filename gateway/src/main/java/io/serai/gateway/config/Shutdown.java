package io.serai.gateway.config;

import java.time.Duration;

/**
 * How the gateway stops.
 *
 * @param settle how long it still takes requests after readiness says no
 * @param grace  how long requests may go on after that before they are cut
 */
public record Shutdown(Duration settle, Duration grace) {
    static final Option<Duration> SETTLE = Option.of(
                    "settle",
                    Types.duration(Duration.ZERO),
                    "After a stop signal `/readiness` says 503 at once, and for so long new requests are still served, so"
                            + " that load balancers can notice.")
            .or("2s");
    static final Option<Duration> GRACE = Option.of(
                    "grace",
                    Types.duration(Duration.ZERO),
                    "Then new requests are refused, and running ones get so long to finish before they are cut.")
            .or("60s")
            .flags(Flag.of("--shutdown-grace-period-secs", Flag.Form.SECONDS));

    static final Section<Shutdown> SECTION =
            Section.of("How the gateway stops.", v -> new Shutdown(v.get(SETTLE), v.get(GRACE)), SETTLE, GRACE);
}
