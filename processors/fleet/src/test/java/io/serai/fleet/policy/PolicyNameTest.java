package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PolicyNameTest {
    @ParameterizedTest
    @CsvSource({
        "cache-aware, CACHE_AWARE",
        "cache_aware, CACHE_AWARE",
        "Least_Load, LEAST_LOAD",
        "power_of_two, POWER_OF_TWO",
        "ROUND_ROBIN, ROUND_ROBIN",
        "random, RANDOM",
        "prefix_hash, PREFIX_HASH",
        "consistent_hashing, CONSISTENT_HASH",
        "consistent-hashing, CONSISTENT_HASH",
        "consistent-hash, CONSISTENT_HASH",
        "bucket, BUCKET",
        "' manual ', MANUAL"
    })
    void understandsEverySpelling(String text, PolicyName name) {
        assertThat(PolicyName.parse(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheCreatedPolicy(PolicyName name) {
        Policy policy = Policies.create(PolicySettings.of(name));
        assertThat(policy.name()).isEqualTo(name.text());
        assertThat(policy.select(Prompts.request(1, 100), FakeWorker.fleet(2))
                        .worker()
                        .id())
                .startsWith("w");
    }

    @Test
    void listsTheValidNames() {
        assertThatThrownBy(() -> PolicyName.parse("fastest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy is 'fastest'; set it to one of cache-aware, least-load, power-of-two, round-robin,"
                        + " random, prefix-hash, consistent-hash, bucket, manual");
    }
}
