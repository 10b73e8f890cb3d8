package io.serai.testkit;

import static java.util.Objects.requireNonNull;

/**
 * When to apply a fault: to each request with the given probability, until it has been applied {@code times} times.
 *
 * @param times how often; {@link Integer#MAX_VALUE} has no end
 * @param probability 0 to 1; draws come from a generator with a fixed seed
 */
public record FaultRule(Fault fault, int times, double probability) {
    /** Checks the ranges. */
    public FaultRule {
        requireNonNull(fault, "fault");
        if (times < 0) {
            throw new IllegalArgumentException("times is %d; set it to 0 or more".formatted(times));
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is %s; set it to 0 to 1".formatted(probability));
        }
    }

    /** Every request, until told otherwise. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(fault, Integer.MAX_VALUE, 1);
    }

    /** The next {@code times} requests. */
    public static FaultRule next(int times, Fault fault) {
        return new FaultRule(fault, times, 1);
    }
}
