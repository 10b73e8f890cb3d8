package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Timeouts;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.RetryPolicy;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorkerOptions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call goes to another worker, or again to the same one; counted at the workers. */
class RetryTest {
    private static final RigSettings QUICK = RigSettings.DEFAULT.with(
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30)));

    @Test
    void aConnectFailureIsRetriedElsewhere() {
        try (var rig = new DispatchRig()) {
            rig.deadWorker("dead");
            rig.worker("b");
            for (int i = 0; i < 2; i++) {
                Heard heard = rig.finished(Ask.whole());
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.outcomes()).containsExactly("replied");
            }
            assertThat(rig.mock("b").counters().requests()).isEqualTo(2);
            rig.awaitNothingHeld();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void backPressureIsRetriedElsewhereAndIsNoFault(int status) {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(status)));
            rig.worker("b");
            for (int i = 0; i < 12; i++) {
                Heard heard = rig.finished(Ask.whole());
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.tried()).doesNotHaveDuplicates().endsWith("b");
            }
            assertThat(rig.mock("b").counters().requests()).isEqualTo(12);
            assertThat(rig.mock("a").counters().requests()).isPositive();
            assertThat(rig.breakerClosed("a")).isTrue();
            assertThat(rig.inFleet("a").weight()).isLessThan(1);
            assertThat(rig.inFleet("b").weight()).isEqualTo(1);
            rig.awaitNothingHeld();
        }
    }

    static Stream<Arguments> faultsThatMayHaveRun() {
        return Stream.of(
                Arguments.of(new Fault.ResetBeforeHead(), 502, "worker_reset"),
                Arguments.of(new Fault.Garbage(), 502, "worker_malformed"),
                Arguments.of(new Fault.Truncate(), 502, "worker_reset"),
                Arguments.of(new Fault.ResetMidStream(2), 502, "worker_reset"),
                Arguments.of(new Fault.StallMidStream(2), 504, "worker_timeout"),
                Arguments.of(new Fault.Hang(), 504, "worker_timeout"));
    }

    @ParameterizedTest
    @MethodSource("faultsThatMayHaveRun")
    void whatMayHaveRunIsNeverSentAgain(Fault fault, int status, String code) {
        try (var rig = new DispatchRig(QUICK)) {
            rig.worker("a").faults(FaultRule.always(fault));
            rig.worker("b").faults(FaultRule.always(fault));
            Ask ask = Ask.whole();
            Heard heard = rig.finished(ask);
            assertThat(heard.error().status()).isEqualTo(status);
            assertThat(heard.error().code()).isEqualTo(code);
            assertThat(heard.error().message()).doesNotContain("127.0.0.1").doesNotContain(":");
            assertThat(heard.outcomes()).containsExactly("refused");
            assertThat(receipts(rig, ask, "a", "b")).isEqualTo(1);
            rig.awaitNothingHeld();
        }
    }

    private static int receipts(DispatchRig rig, Ask ask, String... workers) {
        return Stream.of(workers)
                .mapToInt(it -> rig.mock(it).counters().rids().getOrDefault(ask.id(), 0))
                .sum();
    }

    @Test
    void a500IsPassedOnAndCountsAgainstItsWorker() {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(500)));
            for (int i = 0; i < 10; i++) {
                Heard heard = rig.finished(Ask.whole());
                assertThat(heard.status()).isEqualTo(500);
                assertThat(heard.text()).contains("\"error\":{").contains("\"code\":");
                assertThat(heard.attemptOutcomes()).containsExactly("worker_500");
            }
            assertThat(rig.mock("a").counters().requests()).isEqualTo(10);
            assertThat(rig.breakerClosed("a")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 422})
    void aRefusalOfTheRequestIsPassedOnAndCountsAsSuccess(int status) {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(status)));
            for (int i = 0; i < 12; i++) {
                Heard heard = rig.finished(Ask.whole());
                assertThat(heard.status()).isEqualTo(status);
                assertThat(heard.text()).startsWith("{\"error\":{\"message\":");
                assertThat(heard.headers().first("content-type")).isEqualTo("application/json");
            }
            assertThat(rig.mock("a").counters().requests()).isEqualTo(12);
            assertThat(rig.breakerClosed("a")).isTrue();
            assertThat(rig.inFleet("a").weight()).isEqualTo(1);
        }
    }

    // ---- the sole worker

    @Test
    void theSoleWorkerIsTriedAgainAfterABackOff() {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.next(2, new Fault.Status(503)));
            Heard heard = rig.finished(Ask.whole());
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.tried()).containsExactly("a", "a", "a");
            assertThat(heard.attemptOutcomes()).containsExactly("worker_503", "worker_503", "ok");
        }
    }

    @Test
    void aRetryAfterWithinTheCapIsWaitedFor() {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.next(1, new Fault.Status(503, Duration.ofSeconds(1))));
            Heard heard = rig.finished(Ask.whole());
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.tried()).containsExactly("a", "a");
            long waited = heard.trace().attempts().get(1).startNanos()
                    - heard.trace().attempts().get(0).startNanos();
            assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 86_400, 999_999_999L})
    void aRetryAfterAboveTheCapIsPassedOn(long seconds) {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(503, Duration.ofSeconds(seconds))));
            Heard heard = rig.finished(Ask.whole());
            assertThat(heard.status()).isEqualTo(503);
            assertThat(heard.headers().first("retry-after")).isEqualTo(Long.toString(seconds));
            assertThat(rig.mock("a").counters().requests()).isEqualTo(1);
        }
    }

    @Test
    void aPinnedCallWaitsBeforeItsWorkerIsTriedAgain() {
        try (var rig = new DispatchRig()) {
            rig.worker("a").faults(FaultRule.next(1, new Fault.Status(503, Duration.ofSeconds(1))));
            rig.worker("b");
            Heard heard = rig.finished(Ask.whole().header("x-serai-worker", "a"));
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.tried()).containsExactly("a", "a");
            assertThat(rig.mock("b").counters().requests()).isZero();
        }
    }

    // ---- limits

    @Test
    void anEmptyBudgetPassesTheAnswerOn() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.with(new RetryBudget.Settings(0, 0)))) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(503)));
            rig.worker("b").faults(FaultRule.always(new Fault.Status(503)));
            Ask ask = Ask.whole();
            assertThat(rig.finished(ask).status()).isEqualTo(503);
            assertThat(receipts(rig, ask, "a", "b")).isEqualTo(1);
        }
    }

    @Test
    void theBudgetEarnsAShareOfTheRequests() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.with(new RetryBudget.Settings(0.5, 0)))) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(503)));
            for (int i = 0; i < 8; i++) {
                rig.finished(Ask.whole());
            }
            assertThat(rig.mock("a").counters().requests()).isEqualTo(12);
        }
    }

    @Test
    void attemptsAreLimited() {
        var retry = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, 0, Duration.ofSeconds(2));
        try (var rig = new DispatchRig(RigSettings.DEFAULT.with(retry))) {
            for (String id : Set.of("a", "b", "c")) {
                rig.worker(id).faults(FaultRule.always(new Fault.Status(503)));
            }
            Ask first = Ask.whole();
            Heard heard = rig.finished(first);
            assertThat(heard.status()).isEqualTo(503);
            assertThat(receipts(rig, first, "a", "b", "c")).isEqualTo(2);
            Ask second = Ask.whole();
            rig.finished(second, new DispatchOptions("", false, 1, Limits.CONFIGURED, false));
            assertThat(receipts(rig, second, "a", "b", "c")).isEqualTo(1);
        }
    }

    @Test
    void aDeadWorkerOfTheFirstClassIsReplacedByOneOfTheSecond() {
        try (var rig = new DispatchRig()) {
            rig.deadWorker("first");
            rig.worker("second", MockWorkerOptions.builder().model("m").build(), it -> it.priority(1));
            Heard heard = rig.finished(Ask.whole());
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.tried()).containsExactly("first", "second");
        }
    }
}
