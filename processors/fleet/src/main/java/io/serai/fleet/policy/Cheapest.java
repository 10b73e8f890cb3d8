package io.serai.fleet.policy;

import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Picks among costs: the lowest, at random where several are about equal. */
final class Cheapest {
    private Cheapest() {}

    /** Position of one of the costs that are at most {@code tolerance} above the lowest. */
    static int of(double[] costs, double tolerance, RandomGenerator random) {
        double least = costs[0];
        for (double cost : costs) {
            least = Math.min(least, cost);
        }
        double most = least + tolerance;
        int equals = 0;
        int first = 0;
        for (int i = costs.length - 1; i >= 0; i--) {
            if (costs[i] <= most) {
                equals++;
                first = i;
            }
        }
        return equals <= 1 ? first : nth(costs, most, random.nextInt(equals));
    }

    private static int nth(double[] costs, double most, int n) {
        int left = n;
        int i = 0;
        while (costs[i] > most || left-- > 0) {
            i++;
        }
        return i;
    }

    /** The chosen one's score, then the best others, at most {@link Selection#KEPT_SCORES}. */
    static List<Selection.Score> scores(List<? extends WorkerView> candidates, double[] costs, int chosen) {
        int[] best = new int[Math.min(Selection.KEPT_SCORES, costs.length)];
        best[0] = chosen;
        int size = 1;
        for (int i = 0; i < costs.length; i++) {
            if (i == chosen || (size == best.length && costs[i] >= costs[best[size - 1]])) {
                continue;
            }
            if (size < best.length) {
                size++;
            }
            insert(best, size, i, costs);
        }
        var scores = new ArrayList<Selection.Score>(size);
        for (int i : Arrays.copyOf(best, size)) {
            scores.add(new Selection.Score(candidates.get(i).id(), costs[i]));
        }
        return scores;
    }

    /** Puts {@code index} in its place behind the first; the last falls off. */
    private static void insert(int[] best, int size, int index, double[] costs) {
        if (size == 1) {
            return;
        }
        int at = size - 1;
        while (at > 1 && costs[best[at - 1]] > costs[index]) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = index;
    }
}
