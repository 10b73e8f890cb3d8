package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.policy.TraceSimulator.Outcome;
import io.serai.fleet.policy.TraceSimulator.Workload;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How good the choices of {@code cache-aware} are, on conversations in hot groups and workers with small caches. */
final class TraceSimulatorTest {
    record Case(String name, long seed, Workload workload) {
        @Override
        public String toString() {
            return name + ", seed " + seed;
        }
    }

    private static Outcome play(PolicyName name, Case played) {
        return TraceSimulator.play(
                played.workload, Policies.create(PolicySettings.of(name), new Random(31), () -> 1), played.seed);
    }

    static Stream<Case> cases() {
        return Stream.of(1L, 2L, 3L, 4L, 5L)
                .flatMap(seed -> Stream.of(
                        new Case("steady", seed, new Workload(48_000, 8_000, 160, 1, 0)),
                        new Case("bursts", seed, new Workload(48_000, 8_000, 160, 8, 0))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsNearlyAllThatCouldBeCachedAndAnswersSooner(Case played) {
        Outcome aware = play(PolicyName.CACHE_AWARE, played);
        Outcome turns = play(PolicyName.ROUND_ROBIN, played);
        Outcome least = play(PolicyName.LEAST_LOAD, played);
        assertThat(aware.hitRate()).isGreaterThan(turns.hitRate() + 0.15);
        assertThat(aware.hitRate()).isGreaterThan(aware.ceiling() - 0.02);
        assertThat(aware.meanTtft()).isLessThan(0.6 * Math.min(turns.meanTtft(), least.meanTtft()));
    }

    /** Caches too small for all groups and conversations, engines that report their load, and a wrong idea of their speed. */
    @Test
    void staysAheadWhereNothingFits() {
        Workload workload = new Workload(24_000, 3_000, 160, 1, 1_000);
        for (long seed = 1; seed <= 2; seed++) {
            var played = new Case("small", seed, workload);
            Outcome aware = play(PolicyName.CACHE_AWARE, played);
            Outcome turns = play(PolicyName.ROUND_ROBIN, played);
            assertThat(aware.hitRate()).isGreaterThan(turns.hitRate() + 0.15);
            assertThat(aware.meanTtft()).isLessThan(turns.meanTtft());
        }
    }

    @Test
    void repeatsItself() {
        var played = new Case("same", 3, new Workload(48_000, 8_000, 160, 1, 0));
        assertThat(play(PolicyName.CACHE_AWARE, played)).isEqualTo(play(PolicyName.CACHE_AWARE, played));
    }
}
