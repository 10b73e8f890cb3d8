package io.serai.core;

import java.time.Duration;

/**
 * Limits of an exchange with a worker; zero means none.
 *
 * @param connect   until the connection stands (with TLS)
 * @param firstByte from the request sent to the response head
 * @param idle      between two bytes of the body
 * @param total     for all of it
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
    /** Generous for long prompts and slow tokens, short for a worker that is not there. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(30));

    public Timeouts {
        if (connect.isNegative() || firstByte.isNegative() || idle.isNegative() || total.isNegative()) {
            throw new IllegalArgumentException("timeouts must not be negative; 0s switches a limit off");
        }
    }
}
