package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.serai.core.Policy;
import io.serai.core.PromptPrefix;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every policy keeps to. */
abstract class PolicyContract {
    private static final int THREADS = 4;
    private static final int SELECTS = 10_000;

    abstract PolicyName policyName();

    final Policy policy() {
        return policy(PolicySettings.of(policyName()), 7);
    }

    static Policy policy(PolicySettings settings, long seed) {
        return Policies.create(settings, new Random(seed), () -> 1);
    }

    @Test
    void hasTheNameItIsConfiguredBy() {
        assertThat(PolicyName.parse(policy().name())).isEqualTo(policyName());
    }

    @Test
    void picksOnlyFromTheCandidates() {
        Policy policy = policy();
        var random = new Random(3);
        List<FakeWorker> fleet = FakeWorker.fleet(8);
        for (int i = 0; i < 1_000; i++) {
            int from = random.nextInt(7);
            List<FakeWorker> candidates = fleet.subList(from, from + 1 + random.nextInt(8 - from));
            candidates.getFirst().inFlight(random.nextInt(9)).pendingTokens(random.nextInt(9_000));
            assertThat(candidates).contains((FakeWorker) call(policy, any(random), candidates));
        }
    }

    @Test
    void takesTheOnlyCandidateWhateverItsState() {
        Policy policy = policy();
        var worker = new FakeWorker("only").weight(0.001).inFlight(5_000).pendingTokens(1_000_000);
        for (int i = 0; i < 10; i++) {
            assertThat(call(policy, Prompts.request(i, 500), List.of(worker))).isSameAs(worker);
        }
    }

    @Test
    void needsNeitherPromptNorKey() {
        Policy policy = policy();
        var nothing = new RoutingRequest("m", PromptPrefix.EMPTY, 0, -1, null);
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        for (int i = 0; i < 100; i++) {
            assertThat(fleet).contains((FakeWorker) call(policy, nothing, fleet));
        }
    }

    @Test
    void survivesWeightsThatAreNotAboveZero() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        fleet.forEach(worker -> worker.weight(0));
        assertThatCode(() -> call(policy, Prompts.request(1, 300), fleet)).doesNotThrowAnyException();
    }

    @Test
    void explainsItsChoice() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(40);
        for (int i = 0; i < 50; i++) {
            Selection selection = policy.select(Prompts.request(i, 300), fleet);
            assertThat(selection.reason()).isNotBlank();
            assertThat(selection.scores()).hasSizeLessThanOrEqualTo(Selection.KEPT_SCORES);
            if (!selection.scores().isEmpty()) {
                assertThat(selection.scores())
                        .extracting(Selection.Score::workerId)
                        .contains(selection.worker().id())
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void forgetsWorkersThatItNeverSaw() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(2);
        policy.forget("nobody");
        call(policy, Prompts.request(1, 300), fleet);
        policy.forget("nobody");
        policy.forget("w0");
        policy.forget("w0");
        assertThat(fleet).contains((FakeWorker) call(policy, Prompts.request(1, 300), fleet));
    }

    @Test
    void starvesNobodyUnderEqualLoad() {
        Policy policy = policy();
        var random = new Random(5);
        List<FakeWorker> fleet = FakeWorker.fleet(5);
        var chosen = new HashSet<WorkerView>();
        for (int i = 0; i < 1_000; i++) {
            chosen.add(call(policy, any(random), fleet));
        }
        assertThat(chosen).hasSize(5);
    }

    @Test
    void repeatsItselfWithTheSameSeed() {
        assertThat(choices(policy(PolicySettings.of(policyName()), 11)))
                .isEqualTo(choices(policy(PolicySettings.of(policyName()), 11)));
    }

    @Test
    void isSafeForSeveralThreads() throws Exception {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(6);
        Callable<Map<String, Integer>> caller = () -> {
            var counts = new HashMap<String, Integer>();
            var random = new Random(Thread.currentThread().threadId());
            for (int i = 0; i < SELECTS; i++) {
                counts.merge(call(policy, any(random), fleet).id(), 1, Integer::sum);
                if (i % 1_000 == 999) {
                    policy.forget("w" + random.nextInt(6));
                }
            }
            return counts;
        };
        int total = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var counts : threads.invokeAll(List.of(caller, caller, caller, caller))) {
                assertThat(counts.get()).containsOnlyKeys("w0", "w1", "w2", "w3", "w4", "w5");
                total += counts.get().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
            }
        }
        assertThat(total).isEqualTo(THREADS * SELECTS);
    }

    /** Selects and dispatches. */
    static WorkerView call(Policy policy, RoutingRequest request, List<? extends WorkerView> candidates) {
        WorkerView worker = policy.select(request, candidates).worker();
        policy.dispatched(request, worker);
        return worker;
    }

    /** Calls per worker id. */
    static Map<String, Integer> counts(
            Policy policy, int calls, List<? extends WorkerView> candidates, RoutingRequest request) {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < calls; i++) {
            counts.merge(call(policy, request, candidates).id(), 1, Integer::sum);
        }
        return counts;
    }

    private static List<String> choices(Policy policy) {
        var random = new Random(9);
        List<FakeWorker> fleet = FakeWorker.fleet(5);
        return random.ints(200)
                .mapToObj(ignored -> call(policy, any(random), fleet).id())
                .toList();
    }

    /** Some prompt, some key. */
    private static RoutingRequest any(Random random) {
        return Prompts.request(
                Prompts.text(random.nextInt(500), 40 + random.nextInt(400)), "key" + random.nextInt(500));
    }
}
