package io.serai.fleet.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.testkit.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final ManualScheduler loop = new ManualScheduler();
    private final List<String> order = new ArrayList<>();
    private final List<Permit> permits = new ArrayList<>();
    private final List<CallError> refusals = new ArrayList<>();

    private Admission admission(int maxConcurrent, int queueSize, int perSecond) {
        return new Admission(settings(maxConcurrent, queueSize, perSecond), loop.clock());
    }

    private static AdmissionSettings settings(int maxConcurrent, int queueSize, int perSecond) {
        return new AdmissionSettings(maxConcurrent, queueSize, Duration.ofSeconds(60), perSecond);
    }

    private InferenceCall ask(Admission admission, String id) {
        InferenceCall call = Calls.on(loop, id);
        admission.acquire(
                call,
                permit -> {
                    order.add(id);
                    permits.add(permit);
                },
                refusals::add);
        return call;
    }

    private void settle() {
        loop.advance(Duration.ZERO);
    }

    @Test
    void withoutALimitEverybodyGetsTheSamePermit() {
        var admission = admission(0, 0, 0);
        ask(admission, "a");
        ask(admission, "b");
        assertThat(order).containsExactly("a", "b");
        assertThat(permits.get(0)).isSameAs(permits.get(1));
        assertThat(admission.running()).isZero();
        assertThat(loop.pending()).isZero();
    }

    @Test
    void theQueueIsServedInOrder() {
        var admission = admission(1, 10, 0);
        ask(admission, "a");
        ask(admission, "b");
        ask(admission, "c");
        assertThat(List.of(admission.running(), admission.queued())).containsExactly(1, 2);
        permits.get(0).close();
        permits.get(0).close(); // only the first counts
        settle();
        assertThat(order).containsExactly("a", "b");
        permits.get(1).close();
        settle();
        assertThat(order).containsExactly("a", "b", "c");
        permits.get(2).close();
        assertThat(List.of(admission.running(), admission.queued())).containsExactly(0, 0);
        assertThat(loop.pending()).isZero(); // no timer is left behind
    }

    @Test
    void aFullQueueRefuses() {
        var admission = admission(1, 1, 0);
        ask(admission, "a");
        ask(admission, "b");
        ask(admission, "c");
        CallError error = refusals.getFirst();
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.code()).isEqualTo("server_overloaded");
        assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitingEnds() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        ask(admission, "b");
        loop.advance(Duration.ofSeconds(59));
        assertThat(refusals).isEmpty();
        loop.advance(Duration.ofSeconds(1));
        CallError error = refusals.getFirst();
        assertThat(error.status()).isEqualTo(408);
        assertThat(error.code()).isEqualTo("queue_timeout");
        assertThat(error.clientMayRetry()).isTrue();
        assertThat(admission.queued()).isZero();
        permits.getFirst().close();
        settle();
        assertThat(order).containsExactly("a");
    }

    @Test
    void aCancelledCallLeavesTheQueueAtOnce() {
        var admission = admission(1, 1, 0);
        ask(admission, "a");
        InferenceCall b = ask(admission, "b");
        b.cancel();
        assertThat(admission.queued()).isZero();
        ask(admission, "c");
        permits.getFirst().close();
        settle();
        assertThat(order).containsExactly("a", "c");
        assertThat(refusals).isEmpty();
    }

    @Test
    void aCallCancelledOnTheWayOutOfTheQueuePassesItsPlaceOn() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        InferenceCall b = ask(admission, "b");
        ask(admission, "c");
        permits.getFirst().close(); // b is chosen, but has not heard of it
        b.cancel();
        settle();
        assertThat(order).containsExactly("a", "c");
        assertThat(admission.running()).isEqualTo(1);
    }

    @Test
    void aCallThatWasCancelledBeforeTakesNoPlace() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        InferenceCall gone = Calls.on(loop, "gone");
        gone.cancel();
        admission.acquire(gone, permits::add, refusals::add);
        assertThat(admission.queued()).isZero();
    }

    @Test
    void theGateLetsGoOfTheCallOnceItRuns() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        InferenceCall b = ask(admission, "b");
        permits.getFirst().close();
        settle();
        b.cancel();
        assertThat(admission.running()).isEqualTo(1); // ends with its permit, not with the cancel
    }

    @Test
    void theRateHasABurstOfOneSecond() {
        var admission = admission(0, 0, 2);
        ask(admission, "a");
        ask(admission, "b");
        ask(admission, "c");
        assertThat(order).containsExactly("a", "b");
        CallError error = refusals.getFirst();
        assertThat(error.status()).isEqualTo(429);
        assertThat(error.code()).isEqualTo("rate_limit_exceeded");
        assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        loop.advance(Duration.ofMillis(500));
        ask(admission, "d");
        ask(admission, "e");
        assertThat(order).containsExactly("a", "b", "d");
    }

    @Test
    void aHigherLimitLetsWaitingCallsIn() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        ask(admission, "b");
        ask(admission, "c");
        admission.reconfigure(settings(2, 5, 0));
        settle();
        assertThat(order).containsExactly("a", "b");
        admission.reconfigure(settings(0, 5, 0));
        settle();
        assertThat(order).containsExactly("a", "b", "c");
        permits.forEach(Permit::close);
        assertThat(admission.running()).isZero();
    }

    @Test
    void aLowerLimitWaitsForCallsToEnd() {
        var admission = admission(2, 5, 0);
        ask(admission, "a");
        ask(admission, "b");
        admission.reconfigure(settings(1, 5, 0));
        ask(admission, "c");
        permits.get(0).close();
        settle();
        assertThat(order).containsExactly("a", "b");
        permits.get(1).close();
        settle();
        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void aNewRateStartsWithAFullBurst() {
        var admission = admission(0, 0, 0);
        admission.reconfigure(settings(0, 0, 3));
        for (String id : List.of("a", "b", "c", "d")) {
            ask(admission, id);
        }
        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void aLoopThatShutDownLosesNoPlace() {
        var admission = admission(1, 5, 0);
        ask(admission, "a");
        var dead = new ManualScheduler(loop.clock());
        admission.acquire(Calls.on(dead, "b"), permits::add, refusals::add);
        ask(admission, "c");
        dead.shutdown();
        permits.getFirst().close();
        settle();
        assertThat(order).containsExactly("a", "c");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> settings(-1, 0, 0))
                .hasMessage("admission.max-concurrent is -1; set it to at least 0 (0 for no limit)");
        assertThatThrownBy(() -> new AdmissionSettings(0, 0, Duration.ZERO, 0))
                .hasMessageContaining("admission.queue-timeout");
    }
}
