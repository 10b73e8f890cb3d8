package io.serai.fleet.policy;

import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which worker a routing key belongs to. Bounded: the longest unused goes first, and expires. */
final class KeyBindings {
    private record Binding(String workerId, long usedNanos) {}

    /** Expired ones removed per use, so that no call pays for all. */
    private static final int SWEEP = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Binding> bindings = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final long idleNanos;
    private final LongSupplier nanos;

    KeyBindings(int most, long idleNanos, LongSupplier nanos) {
        this.most = most;
        this.idleNanos = idleNanos;
        this.nanos = nanos;
    }

    /** The key's worker if it has one that can still be used, else null. Counts as a use. */
    @Nullable
    String find(String key, Predicate<String> usable) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            sweep(now);
            return use(key, usable, now);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the key that worker, unless another call was faster; the key's worker. */
    String bind(String key, String workerId, Predicate<String> usable) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            String known = use(key, usable, now);
            if (known != null) {
                return known;
            }
            bindings.put(key, new Binding(workerId, now));
            if (bindings.size() > most) {
                bindings.pollFirstEntry();
            }
            return workerId;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return bindings.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String use(String key, Predicate<String> usable, long now) {
        Binding known = bindings.get(key);
        if (known == null || now - known.usedNanos >= idleNanos || !usable.test(known.workerId)) {
            return null;
        }
        bindings.put(key, new Binding(known.workerId, now));
        return known.workerId;
    }

    private void sweep(long now) {
        for (int i = 0; i < SWEEP && !bindings.isEmpty(); i++) {
            if (now - bindings.firstEntry().getValue().usedNanos < idleNanos) {
                return;
            }
            bindings.pollFirstEntry();
        }
    }
}
