package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.BreakerState;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.ManualNanos;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What calls do to a worker's breaker, and it to them. */
class BreakerTest {
    private final ManualNanos clock = new ManualNanos();

    @Test
    void opensAfterFailuresAndLetsTheWorkerBackByProbes() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.onClock(clock))) {
            rig.worker("a").faults(FaultRule.always(new Fault.ResetBeforeHead()));
            for (int i = 0; i < 10; i++) {
                assertThat(rig.finished(Ask.whole()).error().status()).isEqualTo(502);
            }
            assertThat(rig.inFleet("a").breaker()).isInstanceOf(BreakerState.Open.class);
            Heard refused = rig.finished(Ask.whole());
            assertThat(refused.error().code()).isEqualTo("no_worker_available");
            assertThat(refused.error().retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
            assertThat(rig.mock("a").counters().requests()).isEqualTo(10);

            rig.mock("a").faults();
            clock.advance(Duration.ofSeconds(5));
            assertThat(rig.finished(Ask.stream()).status()).isEqualTo(200);
            assertThat(rig.finished(Ask.whole()).status()).isEqualTo(200);
            assertThat(rig.breakerClosed("a")).isTrue();
            rig.awaitNothingHeld();
        }
    }

    @Test
    void aFailedProbeOpensItAgain() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.onClock(clock))) {
            rig.worker("a").faults(FaultRule.always(new Fault.Status(500)));
            for (int i = 0; i < 10; i++) {
                rig.finished(Ask.whole());
            }
            clock.advance(Duration.ofSeconds(5));
            assertThat(rig.finished(Ask.whole()).status()).isEqualTo(500);
            assertThat(rig.finished(Ask.whole()).error().code()).isEqualTo("no_worker_available");
            assertThat(rig.mock("a").counters().requests()).isEqualTo(11);
        }
    }

    @Test
    void aStreamThatBreaksOffIsAFault() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.onClock(clock))) {
            rig.worker("a").faults(FaultRule.always(new Fault.ResetMidStream(3)));
            for (int i = 0; i < 10; i++) {
                Heard heard = rig.finished(Ask.stream());
                assertThat(heard.endings()).containsExactly("failed");
            }
            assertThat(rig.inFleet("a").breaker()).isInstanceOf(BreakerState.Open.class);
        }
    }

    @Test
    void clientsThatLeaveSayNothingAboutTheWorker() {
        try (var rig = new DispatchRig(RigSettings.DEFAULT.onClock(clock))) {
            rig.worker("a").faults(FaultRule.always(new Fault.Hang()));
            for (int i = 1; i <= 12; i++) {
                Heard heard = rig.call(Ask.whole());
                rig.mock("a").awaitRequests(i, DispatchRig.PATIENCE);
                heard.cancel();
            }
            assertThat(rig.breakerClosed("a")).isTrue();
            rig.awaitNothingHeld();
        }
    }
}
