package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RandomPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.RANDOM;
    }

    @Test
    void followsWeights() {
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        fleet.get(0).weight(1);
        fleet.get(1).weight(2);
        fleet.get(2).weight(3);
        var counts = counts(policy(), 6_000, fleet, Prompts.keyed(null));
        assertThat(counts.get("w0")).isBetween(880, 1_120);
        assertThat(counts.get("w1")).isBetween(1_860, 2_140);
        assertThat(counts.get("w2")).isBetween(2_850, 3_150);
    }
}
