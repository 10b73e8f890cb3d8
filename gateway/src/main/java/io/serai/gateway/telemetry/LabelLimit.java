package io.serai.gateway.telemetry;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds how many values a label takes: what comes late shares the value {@value #OTHER}. Thread-safe. */
final class LabelLimit {
    /** Stands for the empty value. */
    static final String NONE = "none";
    /** Stands for all values beyond the limit. */
    static final String OTHER = "other";

    private final Set<String> admitted = ConcurrentHashMap.newKeySet();
    private final int limit;

    LabelLimit(int limit) {
        this.limit = limit;
    }

    /** The label for {@code value}. Two threads may admit one value too many; the limit is about memory, not exact. */
    String label(String value) {
        if (value.isEmpty()) {
            return NONE;
        }
        if (admitted.contains(value)) {
            return value;
        }
        if (admitted.size() >= limit) {
            return OTHER;
        }
        admitted.add(value);
        return value;
    }

    /** Whether more than half of the places are taken. */
    boolean crowded() {
        return admitted.size() > limit / 2;
    }

    /** Values that have a label but are not in {@code wanted}. */
    Set<String> without(Collection<String> wanted) {
        var rest = ConcurrentHashMap.<String>newKeySet();
        rest.addAll(admitted);
        rest.removeAll(wanted);
        return rest;
    }

    /** Makes the place of {@code value} free. */
    void release(String value) {
        admitted.remove(value);
    }
}
