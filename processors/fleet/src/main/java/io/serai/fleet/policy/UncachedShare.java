package io.serai.fleet.policy;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which part of the prompts lately sent to a worker it had yet to read. The prompt tokens pending at a worker are whole
 * prompts; without this a worker whose queue is nearly all cached would look as busy as one that must read it all.
 */
final class UncachedShare {
    /** What a call's weight falls to with each later one. */
    private static final float FADE = 0.8f;

    private final ReentrantLock lock = new ReentrantLock();
    /** By worker: bytes, then bytes not cached, both faded. Read without the lock: a float is always whole. */
    private volatile float[] sums = new float[0];

    /** Between 0 and 1; 1 where nothing was sent. */
    double of(int slot) {
        float[] now = sums;
        if (slot < 0 || 2 * slot >= now.length || now[2 * slot] <= 0) {
            return 1;
        }
        return Math.min(1, now[2 * slot + 1] / now[2 * slot]);
    }

    void note(int slot, int bytes, int cached) {
        if (slot < 0) {
            return; // forgotten meanwhile
        }
        lock.lock();
        try {
            float[] now = sums;
            if (2 * slot >= now.length) {
                now = Arrays.copyOf(now, 4 * slot + 8);
            }
            now[2 * slot] = now[2 * slot] * FADE + bytes;
            now[2 * slot + 1] = now[2 * slot + 1] * FADE + (bytes - cached);
            sums = now;
        } finally {
            lock.unlock();
        }
    }
}
