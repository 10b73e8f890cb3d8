package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PowerOfTwoPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.POWER_OF_TWO;
    }

    @Test
    void neverTakesTheBusiest() {
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        fleet.get(2).inFlight(9);
        assertThat(counts(policy(), 2_000, fleet, Prompts.keyed(null))).containsOnlyKeys("w0", "w1", "w3");
    }

    /** The second least loaded wins whenever it is not drawn together with the least loaded. */
    @Test
    void looksAtTwoOnly() {
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        for (int i = 0; i < 4; i++) {
            fleet.get(i).inFlight(i);
        }
        var counts = counts(policy(), 6_000, fleet, Prompts.keyed(null));
        assertThat(counts.get("w0")).isBetween(2_850, 3_150);
        assertThat(counts.get("w1")).isBetween(1_850, 2_150);
        assertThat(counts.get("w2")).isBetween(850, 1_150);
    }

    @Test
    void comparesByWeight() {
        var strong = new FakeWorker("strong").inFlight(3).weight(4);
        var weak = new FakeWorker("weak").inFlight(1);
        assertThat(counts(policy(), 50, List.of(weak, strong), Prompts.keyed(null)))
                .containsOnlyKeys("strong");
    }
}
