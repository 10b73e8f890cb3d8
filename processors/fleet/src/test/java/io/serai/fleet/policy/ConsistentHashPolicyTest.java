package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.WorkerView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConsistentHashPolicyTest extends PolicyContract {
    @Override
    PolicyName policyName() {
        return PolicyName.CONSISTENT_HASH;
    }

    private static final int KEYS = 6_000;

    private static Map<String, String> owners(Policy policy, List<? extends WorkerView> candidates) {
        var owners = new HashMap<String, String>();
        for (int i = 0; i < KEYS; i++) {
            owners.put(
                    "user-" + i,
                    call(policy, Prompts.keyed("user-" + i), candidates).id());
        }
        return owners;
    }

    @Test
    void keepsAKeyWhateverTheLoadAndTheOrder() {
        Policy policy = policy();
        var fleet = new ArrayList<>(FakeWorker.fleet(7));
        Map<String, String> before = owners(policy, fleet);
        fleet.forEach(worker -> worker.inFlight(worker.id().hashCode() & 15));
        Collections.shuffle(fleet, new Random(1));
        assertThat(owners(policy, fleet)).isEqualTo(before);
        assertThat(owners(policy(), fleet)).as("a replica agrees").isEqualTo(before);
    }

    @Test
    void movesOnlyTheKeysOfAWorkerThatGoes() {
        List<FakeWorker> fleet = FakeWorker.fleet(6);
        Policy policy = policy();
        Map<String, String> before = owners(policy, fleet);
        Map<String, String> after = owners(policy, fleet.subList(0, 5));
        before.forEach((key, owner) -> {
            if (!owner.equals("w5")) {
                assertThat(after).containsEntry(key, owner);
            }
        });
        assertThat(before.values().stream().filter("w5"::equals).count()).isBetween(900L, 1_100L);
    }

    @Test
    void sharesKeysByWeight() {
        List<FakeWorker> fleet = FakeWorker.fleet(3);
        fleet.get(2).weight(4);
        var counts = new HashMap<String, Integer>();
        owners(policy(), fleet).values().forEach(owner -> counts.merge(owner, 1, Integer::sum));
        assertThat(counts.get("w0")).isBetween(900, 1_100);
        assertThat(counts.get("w1")).isBetween(900, 1_100);
    }

    @Test
    void tellsIdsApartThatHaveTheSameHashCode() {
        List<FakeWorker> fleet = List.of(new FakeWorker("Aa"), new FakeWorker("BB"));
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(owners(policy(), fleet).values()).contains("Aa", "BB");
    }

    @Test
    void goesByTheBeginningOfThePromptWithoutAKey() {
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
    void goesInTurnWithoutKeyAndPrompt() {
        assertThat(counts(policy(), 12, FakeWorker.fleet(4), Prompts.keyed(null))
                        .values())
                .containsOnly(3);
    }
}
