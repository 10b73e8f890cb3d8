package io.serai.fleet.policy;

import java.util.concurrent.locks.ReentrantLock;

/**
 * How the work, in prompt tokens, is spread over prompts of different lengths: eight bins per doubling. Older prompts
 * fade, so that it follows a change within a few adaptations.
 */
final class LengthHistogram {
    private static final int PER_DOUBLING = 8;
    private static final int BINS = 32 * PER_DOUBLING;
    /** What remains of the past at each adaptation. */
    private static final double FADE = 0.8;

    /**
     * Part of all work that is in shorter prompts, and in prompts at most as long.
     *
     * @param from 0 to 1
     * @param to   0 to 1, at least {@code from}
     */
    record Range(double from, double to) {
        static final Range ALL = new Range(0, 1);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final double[] work = new double[BINS];
    private final int adaptEvery;
    private int recorded;
    /** Work in all bins up to this one; never changed once published; empty before the first adaptation. */
    private volatile double[] upTo = new double[0];

    LengthHistogram(int adaptEvery) {
        this.adaptEvery = adaptEvery;
    }

    void record(int tokens) {
        lock.lock();
        try {
            work[bin(tokens)] += Math.max(1, tokens);
            if (++recorded % adaptEvery == 0) {
                adapt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Where prompts of that length are in the whole; everything before the first adaptation. */
    Range range(int tokens) {
        double[] now = upTo;
        if (now.length == 0) {
            return Range.ALL;
        }
        int bin = bin(tokens);
        double all = now[BINS - 1];
        return new Range(bin == 0 ? 0 : now[bin - 1] / all, now[bin] / all);
    }

    private void adapt() {
        double[] sums = new double[BINS];
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += work[i];
            sums[i] = sum;
            work[i] *= FADE;
        }
        upTo = sums;
    }

    private static int bin(int tokens) {
        double doublings = Math.log(Math.max(1, tokens)) / Math.log(2);
        return Math.min(BINS - 1, (int) (doublings * PER_DOUBLING));
    }
}
