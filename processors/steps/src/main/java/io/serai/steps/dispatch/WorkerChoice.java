package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.fleet.Lease;
import io.serai.fleet.ModelPool;
import io.serai.fleet.Worker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next worker for a call, or why there is none. */
sealed interface WorkerChoice {
    /** Send it there. */
    record Take(Worker worker, Lease lease, Selection selection) implements WorkerChoice {}

    /** Nobody can take it. */
    record Refuse(CallError error) implements WorkerChoice {}

    /**
     * The policy's choice. A worker tried before is taken only if no other is eligible.
     *
     * @param tried workers that have failed this call
     */
    static WorkerChoice among(ModelPool pool, RoutingRequest request, List<Worker> tried) {
        List<Worker> others = tried.isEmpty() ? List.of() : others(pool, tried);
        List<Worker> candidates = others.isEmpty() ? pool.eligible() : others;
        if (candidates.isEmpty()) {
            return new Refuse(
                    pool.ready().stream().anyMatch(WorkerChoice::full)
                            ? Refusals.saturated(pool.retryAfter())
                            : Refusals.noWorker(pool.retryAfter()));
        }
        WorkerChoice first = select(pool, request, candidates);
        if (first instanceof Take) {
            return first;
        }
        List<Worker> admitting = candidates.stream().filter(Worker::admits).toList();
        return admitting.isEmpty() ? first : select(pool, request, admitting);
    }

    private static boolean full(Worker worker) {
        int limit = worker.spec().maxInFlight();
        return limit > 0 && worker.inFlight() >= limit;
    }

    /** The worker that the client named, of whatever priority. */
    static WorkerChoice pinned(ModelPool pool, RoutingRequest request, String id) {
        Worker worker = named(pool, id);
        if (worker == null) {
            return new Refuse(Refusals.pinnedUnknown());
        }
        Lease lease = worker.tryBegin(request.promptTokens());
        return lease == null
                ? new Refuse(Refusals.pinnedUnavailable(pool.retryAfter()))
                : new Take(worker, lease, new Selection(worker, "pinned by the client"));
    }

    static @Nullable Worker named(ModelPool pool, String id) {
        for (Worker worker : pool.all()) {
            if (worker.id().equals(id)) {
                return worker;
            }
        }
        return null;
    }

    /** Whether a worker that has not been tried may take the call. */
    static boolean anotherAdmits(ModelPool pool, List<Worker> tried) {
        return !others(pool, tried).isEmpty();
    }

    /** Those not tried yet of the best priority class that has any: what makes the classes good for a failover. */
    private static List<Worker> others(ModelPool pool, List<Worker> tried) {
        var others = new ArrayList<Worker>();
        for (Worker worker : pool.all()) {
            boolean sameClass = others.isEmpty() || others.getFirst().priority() == worker.priority();
            if (sameClass && worker.admits() && !tried.contains(worker)) {
                others.add(worker);
            }
        }
        return others;
    }

    private static WorkerChoice select(ModelPool pool, RoutingRequest request, List<Worker> candidates) {
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
}
