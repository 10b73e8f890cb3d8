package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/** At random, in proportion to weight. */
final class RandomPolicy implements Policy {
    private final RandomGenerator random;

    RandomPolicy(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return PolicyName.RANDOM.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        return new Selection(any(candidates, random), "at random");
    }

    /** One at random, in proportion to weight. */
    static WorkerView any(List<? extends WorkerView> candidates, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < candidates.size(); i++) {
            sum += Backlog.weight(candidates.get(i));
        }
        double left = random.nextDouble() * sum;
        int last = candidates.size() - 1;
        for (int i = 0; i < last; i++) {
            left -= Backlog.weight(candidates.get(i));
            if (left < 0) {
                return candidates.get(i);
            }
        }
        return candidates.get(last);
    }
}
