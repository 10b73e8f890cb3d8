package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.WorkerView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BucketPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.BUCKET;
    }

    private static Map<String, Long> tokensPerWorker(
            Policy policy, List<FakeWorker> fleet, Random random, int longest) {
        var tokens = new HashMap<String, Long>();
        for (int i = 0; i < 4_000; i++) {
            int length = (int) Math.exp(Math.log(40) + random.nextDouble() * Math.log(longest / 40.0));
            WorkerView worker = call(policy, Prompts.request(1, length), fleet);
            if (i >= 2_000) {
                tokens.merge(worker.id(), (long) length, Long::sum);
            }
        }
        return tokens;
    }

    private static void assertEven(Map<String, Long> tokens, int workers) {
        long all = tokens.values().stream().mapToLong(Long::longValue).sum();
        assertThat(tokens).hasSize(workers);
        assertThat(tokens.values())
                .allSatisfy(each -> assertThat((double) each * workers / all).isBetween(0.75, 1.25));
    }

    @Test
    void sendsShortAndLongPromptsToDifferentWorkers() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        tokensPerWorker(policy, fleet, new Random(1), 8_000);
        assertThat(counts(policy, 20, fleet, Prompts.request(1, 60))).containsOnlyKeys("w0");
        assertThat(counts(policy, 20, fleet, Prompts.request(1, 7_900))).containsOnlyKeys("w3");
    }

    @Test
    void sharesWorkEvenlyAndFollowsAChangeOfLengths() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        var random = new Random(1);
        assertEven(tokensPerWorker(policy, fleet, random, 4_000), 4);
        assertEven(tokensPerWorker(policy, fleet, random, 400), 4);
    }

    @Test
    void spreadsPromptsOfOneLength() {
        assertThat(counts(policy(), 3_000, FakeWorker.fleet(3), Prompts.request(1, 500))
                        .values())
                .allSatisfy(count -> assertThat(count).isBetween(880, 1_120));
    }

    @Test
    void leavesABucketThatIsOverloaded() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        tokensPerWorker(policy, fleet, new Random(1), 8_000);
        fleet.get(0).pendingTokens(50_000);
        assertThat(call(policy, Prompts.request(1, 60), fleet).id()).isNotEqualTo("w0");
    }

    @Test
    void takesLengthsItNeverSaw() {
        Policy policy = policy();
        List<FakeWorker> fleet = FakeWorker.fleet(4);
        counts(policy, 200, fleet, Prompts.request(1, 500));
        assertThat(call(policy, Prompts.request(1, 1), fleet).id()).isEqualTo("w0");
        assertThat(call(policy, Prompts.request(1, 100_000), fleet).id()).isEqualTo("w3");
    }
}
