package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.WorkerView;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixHashPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.PREFIX_HASH;
    }

    @Test
    void keepsPromptsWithOneBeginningTogether() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(8);
        byte[] system = Prompts.text(1, 256);
        WorkerView owner = call(policy, Prompts.request(system, null), fleet);
        for (int i = 0; i < 20; i++) {
            byte[] prompt = Prompts.join(system, Prompts.text(100 + i, 10 + 40 * i));
            assertThat(call(policy, Prompts.request(prompt, null), fleet)).isSameAs(owner);
        }
    }

    @Test
    void keepsEveryWorkerWithinItsBound() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        fleet.get(3).weight(2);
        RoutingRequest hot = Prompts.request(1, 400);
        for (int calls = 1; calls <= 500; calls++) {
            var worker = (FakeWorker) call(policy, hot, fleet);
            worker.inFlight(worker.inFlight() + 1);
            double share = calls * worker.weight() / 5;
            assertThat(worker.inFlight).isLessThanOrEqualTo((int) Math.ceil(1.25 * share));
        }
    }

    @Test
    void overflowsToTheSameSecondWorker() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(6);
        RoutingRequest hot = Prompts.request(1, 400);
        ((FakeWorker) call(policy, hot, fleet)).inFlight(100);
        assertThat(counts(policy, 100, fleet, hot)).hasSize(1);
    }

    @Test
    void sendsShortPromptsToTheLeastLoaded() {
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        fleet.get(0).inFlight(1);
        fleet.get(2).inFlight(1);
        assertThat(counts(policy(), 20, fleet, Prompts.request(1, 31))).containsOnlyKeys("w1");
    }
}
