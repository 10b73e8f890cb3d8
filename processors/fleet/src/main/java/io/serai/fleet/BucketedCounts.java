package io.serai.fleet;

import java.time.Duration;
import java.util.Arrays;

/**
 * Two counters over a sliding window, kept in time buckets: what is older than the window drops out one bucket at a
 * time. Not thread-safe.
 */
final class BucketedCounts {
    private static final int BUCKETS = 10;

    private final long bucketNanos;
    private final long startNanos;
    private final long[] good = new long[BUCKETS];
    private final long[] bad = new long[BUCKETS];
    private long head;
    private long goodSum;
    private long badSum;

    BucketedCounts(Duration window, long nowNanos) {
        this.bucketNanos = Math.max(1, window.toNanos() / BUCKETS);
        this.startNanos = nowNanos;
    }

    void add(long nowNanos, int newGood, int newBad) {
        advance(nowNanos);
        int at = (int) (head % BUCKETS);
        good[at] += newGood;
        bad[at] += newBad;
        goodSum += newGood;
        badSum += newBad;
    }

    long good(long nowNanos) {
        advance(nowNanos);
        return goodSum;
    }

    long bad(long nowNanos) {
        advance(nowNanos);
        return badSum;
    }

    void clear() {
        Arrays.fill(good, 0);
        Arrays.fill(bad, 0);
        goodSum = 0;
        badSum = 0;
    }

    private void advance(long nowNanos) {
        long bucket = (nowNanos - startNanos) / bucketNanos;
        if (bucket - head >= BUCKETS) {
            clear();
            head = bucket;
        }
        while (head < bucket) {
            head++;
            int at = (int) (head % BUCKETS);
            goodSum -= good[at];
            badSum -= bad[at];
            good[at] = 0;
            bad[at] = 0;
        }
    }
}
