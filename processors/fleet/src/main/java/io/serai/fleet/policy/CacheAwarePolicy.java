package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The worker with the lowest cost, in estimated milliseconds: reading the tokens that it has not cached, behind the
 * tokens that it has yet to read for others, slowed down by the requests it runs; divided by its weight, times the
 * price of its tokens.
 *
 * <p>Being one number it needs no switch between following the cache and balancing load: a hot prefix stays on one
 * worker while waiting there costs less than reading it elsewhere, then spreads to a second one, and from then on both
 * are known to hold it.
 */
final class CacheAwarePolicy implements Policy {
    /** Costs closer than this, in milliseconds, are equal. */
    private static final double TOLERANCE = 0.1;

    private final CacheAwareSettings settings;
    private final RandomGenerator random;
    private final PrefixIndex index;
    private final UncachedShare uncachedShare = new UncachedShare();
    private final double millisPerToken;

    CacheAwarePolicy(CacheAwareSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.index = new PrefixIndex(settings.indexBytes(), settings.workerCacheTokens());
        this.millisPerToken = 1_000 / settings.prefillTokensPerSecond();
    }

    @Override
    public String name() {
        return PolicyName.CACHE_AWARE.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        int[] held = index.match(request.prefix());
        double tokensPerByte = tokensPerByte(request);
        double[] costs = new double[candidates.size()];
        for (int i = 0; i < costs.length; i++) {
            WorkerView worker = candidates.get(i);
            costs[i] = cost(worker, uncached(request, cachedBytes(held, worker) * tokensPerByte));
        }
        int chosen = Cheapest.of(costs, TOLERANCE, random);
        WorkerView worker = candidates.get(chosen);
        int cached = (int) Math.min(request.promptTokens(), cachedBytes(held, worker) * tokensPerByte);
        return new Selection(
                worker, reason(costs[chosen], cached, request), Cheapest.scores(candidates, costs, chosen));
    }

    @Override
    public void dispatched(RoutingRequest request, WorkerView worker) {
        if (request.prefix().bytes() == 0) {
            return;
        }
        int known = index.touch(worker.id(), request.prefix(), tokensPerByte(request));
        uncachedShare.note(index.slot(worker.id()), request.prefix().bytes(), known);
    }

    @Override
    public void forget(String workerId) {
        index.forget(workerId);
    }

    PrefixIndexStats indexStats() {
        return index.stats();
    }

    private double cost(WorkerView worker, double uncachedTokens) {
        int inFlight = worker.inFlight();
        WorkerLoad load = worker.load();
        double ahead = 0;
        long pending = worker.pendingPrefillTokens();
        if (pending > 0) {
            ahead = pending * uncachedShare.of(index.slot(worker.id()));
        }
        // The engine's waiting tokens contain those of this gateway's calls: not a sum.
        ahead = Math.max(ahead, (double) load.waitingTokens());
        double millis = (uncachedTokens + ahead) * millisPerToken
                + load.waiting() * settings.waitingRequestMillis()
                + Backlog.calls(inFlight, load) * settings.runningRequestMillis();
        return millis * worker.cost() / Backlog.weight(worker);
    }

    private int cachedBytes(int[] held, WorkerView worker) {
        if (held.length == 0) {
            return 0;
        }
        int slot = index.slot(worker.id());
        return slot >= 0 && slot < held.length ? held[slot] : 0;
    }

    /** At least one: an engine always computes the last token. */
    private static double uncached(RoutingRequest request, double cached) {
        return Math.max(1, request.promptTokens() - cached);
    }

    private static double tokensPerByte(RoutingRequest request) {
        int bytes = request.prefix().bytes();
        return bytes == 0 ? 0 : Math.max(1, request.promptTokens()) / (double) bytes;
    }

    private static String reason(double cost, int cached, RoutingRequest request) {
        return Decimal.append(new StringBuilder(64).append("cost "), cost)
                .append(" ms, ")
                .append(cached)
                .append(" of ")
                .append(request.promptTokens())
                .append(" tokens cached")
                .toString();
    }
}
