package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Two different workers at random, of these the one with fewer calls for its weight. Nearly as even as the least
 * loaded of all, at the same cost for any number of workers, and replicas that do not know of each other do not all
 * run to the same worker.
 */
final class PowerOfTwoPolicy implements Policy {
    private final RandomGenerator random;

    PowerOfTwoPolicy(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return PolicyName.POWER_OF_TWO.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        int size = candidates.size();
        if (size == 1) {
            return new Selection(candidates.getFirst(), "only candidate");
        }
        int first = random.nextInt(size);
        int second = random.nextInt(size - 1);
        if (second >= first) {
            second++;
        }
        WorkerView one = candidates.get(first);
        WorkerView other = candidates.get(second);
        double load = Backlog.withOneMore(one);
        double otherLoad = Backlog.withOneMore(other);
        return load <= otherLoad ? better(one, load, other, otherLoad) : better(other, otherLoad, one, load);
    }

    private static Selection better(WorkerView taken, double load, WorkerView left, double leftLoad) {
        return new Selection(
                taken,
                "load " + Decimal.of(load) + " against " + Decimal.of(leftLoad),
                List.of(new Selection.Score(taken.id(), load), new Selection.Score(left.id(), leftLoad)));
    }
}
