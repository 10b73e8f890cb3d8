package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.WorkerView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundRobinPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.ROUND_ROBIN;
    }

    private static List<String> order(Policy policy, int calls, List<? extends WorkerView> candidates) {
        var order = new ArrayList<String>();
        for (int i = 0; i < calls; i++) {
            order.add(call(policy, Prompts.keyed(null), candidates).id());
        }
        return order;
    }

    @Test
    void goesInTurn() {
        assertThat(order(policy(), 7, FakeWorker.fleet(3))).containsExactly("w0", "w1", "w2", "w0", "w1", "w2", "w0");
    }

    @Test
    void spreadsTheTurnsOfAHeavyWorker() {
        List<FakeWorker> fleet = List.of(new FakeWorker("a").weight(2), new FakeWorker("b").weight(1));
        assertThat(order(policy(), 9, fleet)).containsSequence("a", "b", "a", "a", "b", "a");
        assertThat(counts(policy(), 300, fleet, Prompts.keyed(null)))
                .containsEntry("a", 200)
                .containsEntry("b", 100);
    }

    @Test
    void givesAWorkerThatWasAwayNoArrears() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        order(policy, 3, fleet);
        order(policy, 100, fleet.subList(0, 2));
        assertThat(order(policy, 6, fleet).stream().filter("w2"::equals)).hasSize(2);
    }

    @Test
    void letsANewWorkerJoinAtOnce() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        order(policy, 1_000, fleet.subList(0, 2));
        assertThat(order(policy, 30, fleet).stream().filter("w2"::equals)).hasSize(10);
    }
}
