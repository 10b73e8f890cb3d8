package io.serai.steps.dispatch;

import io.serai.core.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a step sets itself; null leaves the configured one. They are applied to each call, so that a change
 * of the others reaches routes that run.
 *
 * @param firstByte from the request sent to the response head
 * @param idle      between two bytes of the body
 * @param total     for all of it
 */
public record Limits(
        @Nullable Duration firstByte,
        @Nullable Duration idle,
        @Nullable Duration total) {
    /** All as configured. */
    public static final Limits CONFIGURED = new Limits(null, null, null);

    Timeouts over(Timeouts configured) {
        if (equals(CONFIGURED)) {
            return configured;
        }
        return new Timeouts(
                configured.connect(),
                firstByte == null ? configured.firstByte() : firstByte,
                idle == null ? configured.idle() : idle,
                total == null ? configured.total() : total);
    }
}
