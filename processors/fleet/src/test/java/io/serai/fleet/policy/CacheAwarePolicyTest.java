package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CacheAwarePolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.CACHE_AWARE;
    }

    /** 1,000 tokens/s, so that a token costs a millisecond; requests cost nothing but their tokens. */
    private static Policy plain(double runningMillis) {
        return policy(PolicySettings.DEFAULTS.with(new CacheAwareSettings(1_000, runningMillis, 5, 1 << 20, 0)), 3);
    }

    @Test
    void goesWhereThePromptIsCached() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(8);
        RoutingRequest first = Prompts.request(1, 320);
        WorkerView owner = call(policy, first, fleet);
        byte[] second = Prompts.join(Prompts.text(1, 320), Prompts.text(2, 100));
        Selection selection = policy.select(Prompts.request(second, null), fleet);
        assertThat(selection.worker()).isSameAs(owner);
        assertThat(selection.reason()).isEqualTo("cost 12.5 ms, 320 of 420 tokens cached");
    }

    @Test
    void learnsFromCallsThatOthersPlaced() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(8);
        policy.dispatched(Prompts.request(1, 320), fleet.get(6));
        assertThat(counts(policy, 20, fleet, Prompts.request(1, 320))).containsOnlyKeys("w6");
    }

    @Test
    void prefersTheLongestPartThatIsCached() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        policy.dispatched(Prompts.request(1, 640), fleet.get(2));
        policy.dispatched(Prompts.request(1, 320), fleet.get(1));
        policy.dispatched(Prompts.request(1, 64), fleet.get(0));
        Selection selection = policy.select(Prompts.request(1, 1_000), fleet);
        assertThat(selection.scores()).extracting(Selection.Score::workerId).containsExactly("w2", "w1", "w0", "w3");
    }

    /** Waiting costs as much as reading: 320 tokens are cached on w0, so it is worth to wait for that many. */
    @Test
    void leavesTheCacheWhenTheQueueThereCostsMore() {
        Policy policy = plain(0);
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        RoutingRequest request = Prompts.request(1, 640);
        policy.dispatched(Prompts.request(1, 320), fleet.get(0));
        fleet.get(0).load = new WorkerLoad(0, 0, 300, 0, 1, 0);
        assertThat(policy.select(request, fleet).worker().id()).isEqualTo("w0");
        fleet.get(0).load = new WorkerLoad(0, 0, 340, 0, 1, 0);
        assertThat(policy.select(request, fleet).worker().id()).isEqualTo("w1");
    }

    @Test
    void knowsBothWorkersOfAHotPrefix() {
        Policy policy = plain(0);
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        RoutingRequest hot = Prompts.request(1, 640);
        var first = (FakeWorker) call(policy, hot, fleet);
        first.pendingTokens(2_000);
        var second = (FakeWorker) call(policy, hot, fleet);
        assertThat(second).isNotSameAs(first);
        first.pendingTokens(0);
        assertThat(counts(policy, 200, fleet, hot)).containsOnlyKeys(first.id(), second.id());
    }

    /** Of 10,000 pending prompt tokens only a tenth is to be read. */
    @Test
    void countsOfPendingPromptsWhatIsNotCached() {
        Policy policy = plain(0);
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        byte[] system = Prompts.text(1, 1_800);
        for (int i = 0; i < 30; i++) {
            byte[] prompt = Prompts.join(system, Prompts.text(50 + i, 200));
            policy.dispatched(Prompts.request(prompt, null), fleet.get(0));
        }
        fleet.get(0).pendingTokens(10_000);
        byte[] next = Prompts.join(system, Prompts.text(99, 200));
        assertThat(policy.select(Prompts.request(next, null), fleet).worker().id())
                .isEqualTo("w0");
    }

    @Test
    void countsTheRequestsThatAWorkerRuns() {
        Policy policy = plain(20);
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        fleet.get(0).inFlight(3);
        fleet.get(1).load = new WorkerLoad(2, 0, 0, 0, 1, 0);
        assertThat(counts(policy, 20, fleet, Prompts.request(1, 100))).containsOnlyKeys("w1");
        assertThat(policy.select(Prompts.request(2, 100), fleet).scores())
                .containsExactly(new Selection.Score("w1", 140), new Selection.Score("w0", 160));
    }

    @Test
    void weighsByWeightAndPrice() {
        Policy policy = plain(0);
        var dear = new FakeWorker("dear");
        dear.cost = 3;
        var strong = new FakeWorker("strong").weight(2);
        Selection selection = policy.select(Prompts.request(1, 300), List.of(new FakeWorker("plain"), dear, strong));
        assertThat(selection.scores())
                .containsExactly(
                        new Selection.Score("strong", 150),
                        new Selection.Score("plain", 300),
                        new Selection.Score("dear", 900));
    }

    @Test
    void choosesAmongEqualsAtRandomHoweverMany() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(60);
        var counts = counts(policy, 6_000, fleet, Prompts.keyed(null));
        assertThat(counts).hasSize(60);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(60, 145));
    }

    @Test
    void forgetsAWorker() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        RoutingRequest request = Prompts.request(1, 640);
        WorkerView owner = call(policy, request, fleet);
        policy.forget(owner.id());
        assertThat(policy.select(request, fleet).reason()).contains(" 0 of 640 tokens cached");
    }

    @Test
    void tellsTheSizeOfItsIndex() {
        Policy policy = policy();
        call(policy, Prompts.request(1, 640), FakeWorker.fleet(2));
        PrefixIndexStats stats = Policies.indexStats(policy).orElseThrow();
        assertThat(stats.holdings()).isEqualTo(20);
        assertThat(stats.budgetBytes()).isEqualTo(64L << 20);
        assertThat(stats.bytes()).isBetween(1L, stats.budgetBytes());
    }
}
