package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Consistent hashing of the prompt's first tokens with bounded loads: the first worker in the key's own order that has
 * no more calls than its share of all calls, times a factor. A popular beginning so overflows to the same second
 * worker, then the same third. Prompts too short to have a hash go to the least loaded.
 */
final class PrefixHashPolicy implements Policy {
    private final PrefixHashSettings settings;
    private final RandomGenerator random;
    private final Rendezvous rendezvous = new Rendezvous();

    PrefixHashPolicy(PrefixHashSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    @Override
    public String name() {
        return PolicyName.PREFIX_HASH.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        int block = Beginning.lastBlock(request.prefix(), settings.prefixTokens());
        if (block < 0) {
            return LeastLoadPolicy.leastLoaded(candidates, random, "prompt too short to hash, load ");
        }
        return bounded(request.prefix().hash(block), candidates);
    }

    @Override
    public void forget(String workerId) {
        rendezvous.forget(workerId);
    }

    private Selection bounded(long key, List<? extends WorkerView> candidates) {
        int[] calls = new int[candidates.size()];
        double weights = 0;
        long total = 1;
        for (int i = 0; i < calls.length; i++) {
            calls[i] = Backlog.calls(candidates.get(i));
            total += calls[i];
            weights += Backlog.weight(candidates.get(i));
        }
        double perWeight = settings.loadFactor() * total / weights;
        WorkerView first = candidates.getFirst();
        WorkerView best = first;
        double firstClaim = -1;
        double bestClaim = -1;
        for (int i = 0; i < calls.length; i++) {
            WorkerView worker = candidates.get(i);
            double claim = rendezvous.claim(key, worker);
            if (claim > firstClaim) {
                first = worker;
                firstClaim = claim;
            }
            if (claim > bestClaim && calls[i] + 1 <= Math.ceil(perWeight * Backlog.weight(worker))) {
                best = worker;
                bestClaim = claim;
            }
        }
        // At least one is within its bound, unless weights moved while they were read.
        return bestClaim == firstClaim || bestClaim < 0
                ? new Selection(first, "hash of prefix")
                : new Selection(best, "hash of prefix, passing over " + first.id() + " with more than its share");
    }
}
