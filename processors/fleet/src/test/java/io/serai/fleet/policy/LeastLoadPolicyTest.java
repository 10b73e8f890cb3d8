package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.WorkerLoad;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeastLoadPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.LEAST_LOAD;
    }

    @Test
    void takesTheWorkerWithTheFewestCalls() {
        var busy = new FakeWorker("busy").inFlight(3);
        var idle = new FakeWorker("idle").inFlight(2);
        assertThat(counts(policy(), 50, List.of(busy, idle), Prompts.keyed(null)))
                .containsOnlyKeys("idle");
    }

    @Test
    void countsCallsByWeight() {
        var strong = new FakeWorker("strong").inFlight(3).weight(2);
        var weak = new FakeWorker("weak").inFlight(2).weight(1);
        assertThat(counts(policy(), 50, List.of(weak, strong), Prompts.keyed(null)))
                .containsOnlyKeys("strong");
    }

    @Test
    void countsTheCallsOfOthersThatTheEngineReports() {
        var shared = new FakeWorker("shared").inFlight(1);
        shared.load = new WorkerLoad(5, 2, 0, 0, 1, 1);
        var own = new FakeWorker("own").inFlight(4);
        assertThat(counts(policy(), 50, List.of(shared, own), Prompts.keyed(null)))
                .containsOnlyKeys("own");
    }

    @Test
    void choosesAmongEqualsAtRandom() {
        assertThat(counts(policy(), 3_000, FakeWorker.fleet(3), Prompts.keyed(null))
                        .values())
                .allSatisfy(count -> assertThat(count).isBetween(880, 1_120));
    }
}
