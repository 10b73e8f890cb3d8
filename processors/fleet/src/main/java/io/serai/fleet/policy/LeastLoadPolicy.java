package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/** The worker with the fewest calls for its weight, at random among several. */
final class LeastLoadPolicy implements Policy {
    private final RandomGenerator random;

    LeastLoadPolicy(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return PolicyName.LEAST_LOAD.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        return leastLoaded(candidates, random, "load ");
    }

    /** The choice of this policy, for others to fall back to. */
    static Selection leastLoaded(List<? extends WorkerView> candidates, RandomGenerator random, String why) {
        double[] loads = new double[candidates.size()];
        for (int i = 0; i < loads.length; i++) {
            loads[i] = Backlog.withOneMore(candidates.get(i));
        }
        int chosen = Cheapest.of(loads, 0, random);
        return new Selection(
                candidates.get(chosen), why + Decimal.of(loads[chosen]), Cheapest.scores(candidates, loads, chosen));
    }
}
