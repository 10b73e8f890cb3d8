package io.serai.fleet;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts everything that can change which workers are eligible. A list computed at an epoch holds until the next one:
 * whoever changes something bumps <em>after</em> the change, whoever computes reads the epoch <em>before</em>.
 */
final class Epoch {
    private final AtomicLong value = new AtomicLong();

    long value() {
        return value.get();
    }

    void bump() {
        value.incrementAndGet();
    }
}
