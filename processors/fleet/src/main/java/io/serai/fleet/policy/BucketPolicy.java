package io.serai.fleet.policy;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Short prompts to the first workers, long ones to the last, so that a short prompt does not wait behind a long one.
 *
 * <p>Line up all work seen lately by the length of its prompts, and lay the workers' weights beside it: each worker takes
 * the lengths opposite to it. The boundaries so follow the lengths that really come, and every worker gets work by its
 * weight. Where several workers are opposite to prompts of about one length, the less busy of two draws gets the call.
 * While that one has too much more than its share of the tokens to read, the least busy of all takes over.
 *
 * <p>Which worker is the first is decided by the order of the candidates: where that changes, so do the buckets.
 */
final class BucketPolicy implements Policy {
    /** What a call weighs beside the tokens of its prompt that are still to be read. */
    private static final int CALL_TOKENS = 64;

    private final double loadFactor;
    private final RandomGenerator random;
    private final LengthHistogram lengths;

    BucketPolicy(BucketSettings settings, RandomGenerator random) {
        this.loadFactor = settings.loadFactor();
        this.random = random;
        this.lengths = new LengthHistogram(settings.adaptEvery());
    }

    @Override
    public String name() {
        return PolicyName.BUCKET.text();
    }

    @Override
    public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
        int tokens = request.promptTokens();
        double weights = 0;
        double work = 0;
        for (int i = 0; i < candidates.size(); i++) {
            weights += Backlog.weight(candidates.get(i));
            work += work(candidates.get(i));
        }
        LengthHistogram.Range range = lengths.range(tokens);
        WorkerView one = candidates.get(opposite(range, weights, candidates));
        WorkerView other = candidates.get(opposite(range, weights, candidates));
        WorkerView worker = ahead(other, tokens) < ahead(one, tokens) ? other : one;
        double share = work / weights * Backlog.weight(worker);
        if (work(worker) + tokens > loadFactor * (share + tokens)) {
            return leastBusy(tokens, candidates);
        }
        return new Selection(worker, "bucket of its length");
    }

    @Override
    public void dispatched(RoutingRequest request, WorkerView worker) {
        lengths.record(request.promptTokens());
    }

    /** The worker beside a random point of the range. */
    private int opposite(LengthHistogram.Range range, double weights, List<? extends WorkerView> candidates) {
        double left = (range.from() + random.nextDouble() * (range.to() - range.from())) * weights;
        int last = candidates.size() - 1;
        for (int i = 0; i < last; i++) {
            left -= Backlog.weight(candidates.get(i));
            if (left < 0) {
                return i;
            }
        }
        return last;
    }

    private Selection leastBusy(int tokens, List<? extends WorkerView> candidates) {
        double[] ahead = new double[candidates.size()];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = ahead(candidates.get(i), tokens);
        }
        int chosen = Cheapest.of(ahead, 0, random);
        return new Selection(
                candidates.get(chosen),
                "bucket of its length is overloaded, least busy",
                Cheapest.scores(candidates, ahead, chosen));
    }

    private static double ahead(WorkerView worker, int tokens) {
        return (work(worker) + tokens) / Backlog.weight(worker);
    }

    private static double work(WorkerView worker) {
        return worker.pendingPrefillTokens() + (double) CALL_TOKENS * Backlog.calls(worker);
    }
}
