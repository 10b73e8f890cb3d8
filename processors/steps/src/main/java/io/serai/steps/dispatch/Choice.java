package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.fleet.Lease;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Worker;
import java.util.ArrayList;
import java.util.List;

/** The next worker for a call, or why there is none. */
sealed interface Choice {
    /** Send it there. */
    record Take(Worker worker, Lease lease, Selection selection) implements Choice {}

    /** Nobody can take it. */
    record Refuse(CallError error) implements Choice {}

    /**
     * The policy's choice. A worker tried before is taken only if no other is eligible.
     *
     * @param tried workers that have failed this call
     */
    static Choice among(ModelPool pool, RoutingRequest request, List<Worker> tried) {
        List<Worker> candidates = pool.eligible();
        if (!tried.isEmpty()) {
            List<Worker> others = without(candidates, tried);
            candidates = others.isEmpty() ? candidates : others;
        }
        if (candidates.isEmpty()) {
            return new Refuse(Refusals.noWorker(pool.retryAfter()));
        }
        Choice first = select(pool, request, candidates);
        if (first instanceof Take) {
            return first;
        }
        List<Worker> admitting = candidates.stream().filter(Worker::admits).toList();
        return admitting.isEmpty() ? first : select(pool, request, admitting);
    }

    /** The worker that the client named. */
    static Choice pinned(ModelPool pool, RoutingRequest request, String id) {
        for (Worker worker : pool.all()) {
            if (worker.id().equals(id)) {
                Lease lease = pool.eligible().contains(worker) ? worker.tryBegin(request.promptTokens()) : null;
                return lease == null
                        ? new Refuse(Refusals.pinnedUnavailable(pool.retryAfter()))
                        : new Take(worker, lease, new Selection(worker, "pinned by the client"));
            }
        }
        return new Refuse(Refusals.pinnedUnknown());
    }

    static boolean anotherEligible(ModelPool pool, List<Worker> tried) {
        return !without(pool.eligible(), tried).isEmpty();
    }

    private static Choice select(ModelPool pool, RoutingRequest request, List<Worker> candidates) {
        Selection selection = pool.policy().select(request, candidates);
        if (selection.worker() instanceof Worker worker) {
            Lease lease = worker.tryBegin(request.promptTokens());
            return lease == null
                    ? new Refuse(Refusals.saturated(pool.retryAfter()))
                    : new Take(worker, lease, selection);
        }
        throw new IllegalStateException(
                "policy " + pool.policy().name() + " chose " + selection.worker() + ", which was no candidate");
    }

    private static List<Worker> without(List<Worker> candidates, List<Worker> tried) {
        var others = new ArrayList<>(candidates);
        others.removeAll(tried);
        return others;
    }
}
