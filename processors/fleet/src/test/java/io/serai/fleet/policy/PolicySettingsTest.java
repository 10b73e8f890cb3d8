package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicySettingsTest {
    record Case(String message, ThrowingCallable settings) {}

    static Stream<Case> refused() {
        return Stream.of(
                new Case(
                        "policy.cache-aware.prefill-tokens-per-second is 0; set it to a number from 1 to 1000000000",
                        () -> new CacheAwareSettings(0, 1, 1, 1 << 20, 0)),
                new Case(
                        "policy.cache-aware.prefill-tokens-per-second is NaN; set it to a number from 1 to 1000000000",
                        () -> new CacheAwareSettings(Double.NaN, 1, 1, 1 << 20, 0)),
                new Case(
                        "policy.cache-aware.running-request-ms is -0.5; set it to a number from 0 to 1000000",
                        () -> new CacheAwareSettings(1, -0.5, 1, 1 << 20, 0)),
                new Case(
                        "policy.cache-aware.waiting-request-ms is -1; set it to a number from 0 to 1000000",
                        () -> new CacheAwareSettings(1, 1, -1, 1 << 20, 0)),
                new Case(
                        "policy.cache-aware.index-bytes is 1000; set it to at least 1048576 (1 MiB)",
                        () -> new CacheAwareSettings(1, 1, 1, 1_000, 0)),
                new Case(
                        "policy.cache-aware.worker-cache-tokens is -1; set it to at least 0 (0: not known)",
                        () -> new CacheAwareSettings(1, 1, 1, 1 << 20, -1)),
                new Case(
                        "policy.prefix-hash.prefix-tokens is 31; set it to at least 32 (the shortest prefix that has a hash)",
                        () -> new PrefixHashSettings(31, 1.25)),
                new Case(
                        "policy.prefix-hash.load-factor is 0.9; set it to a number from 1 to 1000",
                        () -> new PrefixHashSettings(256, 0.9)),
                new Case("policy.bucket.adapt-every is 0; set it to at least 1 call", () -> new BucketSettings(0, 2)),
                new Case(
                        "policy.bucket.load-factor is 0; set it to a number from 1 to 1000",
                        () -> new BucketSettings(1, 0)),
                new Case(
                        "policy.manual.max-keys is 0; set it to at least 1",
                        () -> new ManualSettings(ManualSettings.FirstChoice.RANDOM, 0, Duration.ofHours(1))),
                new Case(
                        "policy.manual.idle-expiry is PT0S; set it to at least PT0.001S",
                        () -> new ManualSettings(ManualSettings.FirstChoice.RANDOM, 1, Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatToSet(Case refused) {
        assertThatThrownBy(refused.settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refused.message);
    }
}
