package io.serai.bench;

import java.util.List;

/** Smallest, middle and largest of the repeats of one figure. */
record Spread(double min, double median, double max) {
    /** The median of an even number of values is the mean of the two in the middle. */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread needs at least one value; set --repeats to at least 1");
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }
}
