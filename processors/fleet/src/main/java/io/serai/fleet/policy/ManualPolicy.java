package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A routing key stays on its first worker for as long as that is a candidate; then it gets another and stays there. Calls
 * without a key go anywhere.
 *
 * <p>{@link #forget} changes nothing: a key whose worker is gone moves with its next call, and one whose worker only lost
 * its cache has no reason to.
 */
final class ManualPolicy implements Policy {
    private final ManualSettings settings;
    private final RandomGenerator random;
    private final KeyBindings bindings;

    ManualPolicy(ManualSettings settings, RandomGenerator random, LongSupplier nanos) {
        this.settings = settings;
        this.random = random;
        this.bindings =
                new KeyBindings(settings.maxKeys(), settings.idleExpiry().toNanos(), nanos);
    }

    @Override
    public String name() {
        return PolicyName.MANUAL.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        String key = request.routingKey();
        if (key == null) {
            return new Selection(RandomPolicy.any(candidates, random), "no routing key, at random");
        }
        Predicate<String> usable = id -> position(id, candidates) >= 0;
        String bound = bindings.find(key, usable);
        if (bound != null) {
            return new Selection(candidates.get(position(bound, candidates)), "routing key");
        }
        String first = bindings.bind(key, firstChoice(candidates).id(), usable);
        return new Selection(candidates.get(position(first, candidates)), "first call of routing key");
    }

    int keys() {
        return bindings.size();
    }

    private WorkerView firstChoice(List<? extends WorkerView> candidates) {
        return switch (settings.firstChoice()) {
            case LEAST_LOAD ->
                LeastLoadPolicy.leastLoaded(candidates, random, "").worker();
            case RANDOM -> RandomPolicy.any(candidates, random);
        };
    }

    private static int position(String id, List<? extends WorkerView> candidates) {
        for (int i = candidates.size() - 1; i >= 0; i--) {
            if (candidates.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
