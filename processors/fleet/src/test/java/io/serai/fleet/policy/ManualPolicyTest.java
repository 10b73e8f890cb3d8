package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.WorkerView;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ManualPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.MANUAL;
    }

    private final AtomicLong now = new AtomicLong(1);

    private ManualPolicy policy(int maxKeys, Duration idle) {
        var settings = new ManualSettings(ManualSettings.FirstChoice.LEAST_LOAD, maxKeys, idle);
        return new ManualPolicy(settings, new Random(4), now::get);
    }

    @Test
    void keepsAKeyOnItsFirstWorkerWhateverTheLoad() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        var first = (FakeWorker) call(policy, Prompts.keyed("a"), fleet);
        first.inFlight(1_000);
        assertThat(counts(policy, 50, fleet, Prompts.keyed("a"))).containsOnlyKeys(first.id());
        assertThat(counts(policy, 50, fleet, Prompts.keyed("b"))).doesNotContainKey(first.id());
    }

    @Test
    void givesAKeyThatLostItsWorkerAnotherForGood() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        fleet.get(1).inFlight(1);
        assertThat(call(policy, Prompts.keyed("a"), fleet).id()).isEqualTo("w0");
        assertThat(call(policy, Prompts.keyed("a"), fleet.subList(1, 2)).id()).isEqualTo("w1");
        assertThat(call(policy, Prompts.keyed("a"), fleet).id()).isEqualTo("w1");
    }

    @Test
    void forgetsTheLongestUnusedKeyFirst() {
        ManualPolicy policy = policy(2, Duration.ofHours(1));
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        WorkerView first = call(policy, Prompts.keyed("a"), fleet);
        call(policy, Prompts.keyed("b"), fleet);
        call(policy, Prompts.keyed("a"), fleet);
        call(policy, Prompts.keyed("c"), fleet);
        assertThat(policy.keys()).isEqualTo(2);
        ((FakeWorker) first).inFlight(9);
        assertThat(call(policy, Prompts.keyed("a"), fleet)).isSameAs(first);
        assertThat(call(policy, Prompts.keyed("b"), fleet)).as("b is new again").isNotSameAs(first);
    }

    @Test
    void forgetsKeysThatAreIdle() {
        ManualPolicy policy = policy(100, Duration.ofMillis(1));
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        var first = (FakeWorker) call(policy, Prompts.keyed("a"), fleet);
        first.inFlight(5);
        now.addAndGet(999_999);
        assertThat(call(policy, Prompts.keyed("a"), fleet)).isSameAs(first);
        now.addAndGet(999_999);
        assertThat(call(policy, Prompts.keyed("a"), fleet))
                .as("each use renews it")
                .isSameAs(first);
        now.addAndGet(1_000_000);
        assertThat(call(policy, Prompts.keyed("a"), fleet)).isNotSameAs(first);
        now.addAndGet(1_000_000);
        call(policy, Prompts.keyed("b"), fleet);
        assertThat(policy.keys()).isEqualTo(1);
    }

    @Test
    void choosesAtRandomWithoutAKey() {
        assertThat(counts(policy(), 4_000, FakeWorker.fleet(4), Prompts.keyed(null))
                        .values())
                .allSatisfy(count -> assertThat(count).isBetween(880, 1_120));
    }

    @Test
    void canMakeTheFirstChoiceAtRandom() {
        var settings = new ManualSettings(ManualSettings.FirstChoice.RANDOM, 10_000, Duration.ofHours(1));
        Policy policy = new ManualPolicy(settings, new Random(4), now::get);
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        fleet.get(0).inFlight(50);
        int busy = 0;
        for (int i = 0; i < 1_000; i++) {
            busy += call(policy, Prompts.keyed("k" + i), fleet).id().equals("w0") ? 1 : 0;
        }
        assertThat(busy).isBetween(440, 560);
    }
}
