package io.serai.testkit;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The faults set for a worker: rules for the data path, tried in order, and one fault for the health endpoints. */
final class FaultPlan {
    private static final long SEED = 42;

    private List<FaultRule> rules = List.of();
    private int[] left = {};
    private SplittableRandom random = new SplittableRandom(SEED);
    private volatile boolean active;
    private volatile @Nullable Fault health;

    synchronized void set(List<FaultRule> wanted) {
        rules = List.copyOf(wanted);
        left = rules.stream().mapToInt(FaultRule::times).toArray();
        random = new SplittableRandom(SEED);
        active = !rules.isEmpty();
    }

    void health(@Nullable Fault fault) {
        health = fault;
    }

    @Nullable
    Fault health() {
        return health;
    }

    /** The fault of the next request of the data path, or null. */
    @Nullable
    Fault take() {
        return active ? draw() : null;
    }

    private synchronized @Nullable Fault draw() {
        for (int i = 0; i < left.length; i++) {
            FaultRule rule = rules.get(i);
            if (left[i] > 0 && (rule.probability() == 1 || random.nextDouble() < rule.probability())) {
                if (left[i] != Integer.MAX_VALUE) {
                    left[i]--;
                }
                return rule.fault();
            }
        }
        return null;
    }
}
