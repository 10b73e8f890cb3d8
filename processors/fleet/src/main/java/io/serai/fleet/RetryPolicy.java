package io.serai.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often and after which pause a call is tried again; whether there is a retry at all is a matter of the failure,
 * of {@link RetryBudget} and of another worker being there.
 *
 * @param maxAttempts   tries in all; 1 switches retries off
 * @param backoff       pause before the second try; doubles
 * @param maxBackoff    longest pause
 * @param jitter        share of the pause that is random, 0 to 1
 * @param retryAfterCap longest {@code Retry-After} of a worker that is waited for
 */
public record RetryPolicy(
        int maxAttempts, Duration backoff, Duration maxBackoff, double jitter, Duration retryAfterCap) {
    /** Three tries, 50 ms to 1 s with half of it random, at most 2 s for a worker. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(1), 0.5, Duration.ofSeconds(2));

    public RetryPolicy {
        Checks.require(maxAttempts >= 1 && maxAttempts <= 100, "retry.max-attempts", maxAttempts, "1 to 100");
        Checks.notNegative(backoff, "retry.backoff");
        Checks.require(maxBackoff.compareTo(backoff) >= 0, "retry.max-backoff", maxBackoff, "at least retry.backoff");
        Checks.require(jitter >= 0 && jitter <= 1, "retry.jitter", jitter, "a number of 0 to 1");
        Checks.notNegative(retryAfterCap, "retry.retry-after-cap");
    }

    /** Whether there may be another try after so many. */
    public boolean allows(int attemptsMade) {
        return attemptsMade < maxAttempts;
    }

    /**
     * The pause before the next try.
     *
     * @param attempt    tries made so far, at least 1
     * @param retryAfter what the worker asked for, or null; at least this long is waited
     * @return null if the worker asked for more than the cap: do not wait, refuse
     */
    public @Nullable Duration delay(int attempt, @Nullable Duration retryAfter, RandomGenerator random) {
        if (retryAfter != null && retryAfter.compareTo(retryAfterCap) > 0) {
            return null;
        }
        double nanos = Math.min(backoff.toNanos() * Math.pow(2, attempt - 1.0), (double) maxBackoff.toNanos());
        Duration own = Duration.ofNanos((long) (nanos * (1 - jitter * random.nextDouble())));
        return retryAfter != null && retryAfter.compareTo(own) > 0 ? retryAfter : own;
    }
}
