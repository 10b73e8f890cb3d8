package io.serai.steps.pii;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what was found and done, without values. Thread-safe; numbers only grow. */
public final class PiiCounts {
    /** What is counted. */
    public enum Kind {
        /** Requests that were looked at; the label is what became of them. */
        REQUESTS,
        /** Pieces of personal data in requests, by type and action. */
        FOUND,
        /** Pieces of personal data that models wrote of their own, by type and action. */
        ANSWERED,
        /** Requests that could not be looked at, by reason and whether they passed. */
        FAILURES
    }

    /**
     * One number.
     *
     * @param label  a type, a reason, or empty
     * @param action what was done, in lower case
     */
    public record Count(Kind kind, String label, String action, long count) {}

    private record Key(Kind kind, String label, String action) {}

    private final ConcurrentHashMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    void request(String action) {
        add(Kind.REQUESTS, "", action, 1);
    }

    void found(String type, String action, int more) {
        add(Kind.FOUND, type, action, more);
    }

    void answered(String type, String action) {
        add(Kind.ANSWERED, type, action, 1);
    }

    void failed(String reason, boolean passed) {
        add(Kind.FAILURES, reason, passed ? "passed" : "refused", 1);
    }

    private void add(Kind kind, String label, String action, int more) {
        var key = new Key(kind, label, action.toLowerCase(Locale.ROOT));
        counts.computeIfAbsent(key, it -> new LongAdder()).add(more);
    }

    /** All numbers now. */
    public List<Count> all() {
        return counts.entrySet().stream()
                .map(it -> new Count(
                        it.getKey().kind(),
                        it.getKey().label(),
                        it.getKey().action(),
                        it.getValue().sum()))
                .toList();
    }
}
