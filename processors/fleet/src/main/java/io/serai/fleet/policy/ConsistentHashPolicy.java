package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;

/**
 * The same worker for the same key, whatever its load: the routing key, else the prompt's first tokens, else in turn.
 * When a worker comes or goes only its own share of the keys moves.
 */
final class ConsistentHashPolicy implements Policy {
    private final int prefixTokens;
    private final Rendezvous rendezvous = new Rendezvous();
    private final RoundRobinPolicy inTurn = new RoundRobinPolicy();

    ConsistentHashPolicy(int prefixTokens) {
        this.prefixTokens = prefixTokens;
    }

    @Override
    public String name() {
        return PolicyName.CONSISTENT_HASH.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        String key = request.routingKey();
        if (key != null) {
            return new Selection(owner(Rendezvous.hashOf(key), candidates), "hash of routing key");
        }
        int block = Beginning.lastBlock(request.prefix(), prefixTokens);
        if (block >= 0) {
            return new Selection(owner(request.prefix().hash(block), candidates), "hash of prefix");
        }
        return new Selection(inTurn.next(candidates), "no key and no prefix, next in turn");
    }

    @Override
    public void forget(String workerId) {
        rendezvous.forget(workerId);
        inTurn.forget(workerId);
    }

    private WorkerView owner(long key, List<? extends WorkerView> candidates) {
        WorkerView owner = candidates.getFirst();
        double strongest = -1;
        for (int i = 0; i < candidates.size(); i++) {
            double claim = rendezvous.claim(key, candidates.get(i));
            if (claim > strongest) {
                strongest = claim;
                owner = candidates.get(i);
            }
        }
        return owner;
    }
}
