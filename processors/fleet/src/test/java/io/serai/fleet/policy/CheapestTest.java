package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Selection;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CheapestTest {
    @Test
    void takesAnyWithinTheTolerance() {
        double[] costs = {5, 1.05, 3, 1, 1.1, 1.2};
        var random = new Random(1);
        assertThat(IntStream.range(0, 200).map(i -> Cheapest.of(costs, 0.1, random)))
                .contains(1, 3, 4)
                .allMatch(i -> i == 1 || i == 3 || i == 4);
        assertThat(Cheapest.of(costs, 0, random)).isEqualTo(3);
    }

    @Test
    void keepsTheChosenAndTheBest() {
        double[] costs = new Random(2)
                .ints(0, 10_000)
                .distinct()
                .limit(100)
                .asDoubleStream()
                .toArray();
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        int worst = IntStream.range(0, 100)
                .filter(i -> costs[i] == sorted[99])
                .findFirst()
                .orElseThrow();
        var scores = Cheapest.scores(FakeWorker.fleet(100), costs, worst);
        assertThat(scores).hasSize(Selection.KEPT_SCORES);
        assertThat(scores.getFirst()).isEqualTo(new Selection.Score("w" + worst, sorted[99]));
        for (int i = 1; i < scores.size(); i++) {
            assertThat(scores.get(i).value()).isEqualTo(sorted[i - 1]);
        }
    }
}
