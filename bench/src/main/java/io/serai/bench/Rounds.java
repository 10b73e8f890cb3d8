package io.serai.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the rounds of a scenario by label; labels are reported in the order in which they first came. */
final class Rounds {
    private static final class Collected {
        private final List<Figures> figures = new ArrayList<>();
        private final Map<String, Long> failures = new TreeMap<>();
        private String skipped = "";
    }

    private final Map<String, Collected> collected = new LinkedHashMap<>();

    /** Adds the figures of one round and the reasons of its failed requests. */
    void add(String label, Figures figures, Map<String, Long> failures) {
        var of = of(label);
        of.figures.add(figures);
        failures.forEach((reason, count) -> of.failures.merge(reason, count, Long::sum));
    }

    /** Notes that {@code label} cannot take part, and why. */
    void skip(String label, String reason) {
        of(label).skipped = reason;
    }

    boolean skipped(String label) {
        return !of(label).skipped.isEmpty();
    }

    List<RungResult> results() {
        return collected.entrySet().stream()
                .map(entry -> new RungResult(
                        entry.getKey(), entry.getValue().figures, entry.getValue().failures, entry.getValue().skipped))
                .toList();
    }

    private Collected of(String label) {
        return collected.computeIfAbsent(label, _ -> new Collected());
    }
}
