package io.serai.fleet.admission;

import java.time.Duration;

/** A rate with a burst of one second's worth. Not thread-safe. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private int perSecond;
    private double tokens;
    private long filledNanos;

    TokenBucket(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledNanos = nowNanos;
    }

    /** Takes a token; zero if there was one, else how long until there is. */
    Duration take(long nowNanos) {
        double elapsedSeconds = (nowNanos - filledNanos) / NANOS_PER_SECOND;
        tokens = Math.min(perSecond, tokens + elapsedSeconds * perSecond);
        filledNanos = nowNanos;
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS_PER_SECOND));
    }

    /** Another rate; a bucket that was unlimited starts full. */
    void rate(int changed, long nowNanos) {
        if (perSecond == 0) {
            filledNanos = nowNanos;
            tokens = changed;
        }
        perSecond = changed;
        tokens = Math.min(tokens, changed);
    }
}
