package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallTrace;
import io.serai.core.Selection;
import io.serai.core.TokenUsage;
import io.serai.fleet.policy.PolicyName;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is noted of a call: attempts, scores, times, tokens. */
class TraceTest {
    private final DispatchRig rig = new DispatchRig(RigSettings.DEFAULT.with(PolicyName.CACHE_AWARE));

    @BeforeEach
    void workers() {
        rig.worker("a", it -> it.model("m").outputTokens(7));
        rig.worker("b", it -> it.model("m").outputTokens(7));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static void sevenTokens(TokenUsage usage) {
        assertThat(usage.completion()).isEqualTo(7);
        assertThat(usage.prompt()).isPositive();
    }

    private static void checkOrder(CallTrace trace) {
        assertThat(trace.headNanos() - trace.dispatchedNanos()).isNotNegative();
        assertThat(trace.firstTokenNanos() - trace.headNanos()).isNotNegative();
        assertThat(trace.lastTokenNanos() - trace.firstTokenNanos()).isNotNegative();
    }

    @Test
    void ofAWholeBody() {
        Heard heard = rig.finished(Ask.whole());
        CallTrace trace = heard.trace();
        assertThat(trace.usage()).isNotNull().satisfies(TraceTest::sevenTokens);
        assertThat(trace.model()).isEqualTo("m");
        assertThat(trace.worker()).isEqualTo(heard.tried().getLast());
        checkOrder(trace);
        Selection selection = trace.attempts().getFirst().selection();
        assertThat(selection.scores()).extracting(Selection.Score::workerId).containsExactlyInAnyOrder("a", "b");
        assertThat(selection.reason()).isNotBlank();
    }

    @Test
    void ofAStream() {
        Heard heard = rig.finished(Ask.chat(
                "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}"));
        assertThat(heard.endings()).containsExactly("end");
        assertThat(heard.trace().events()).isEqualTo(7);
        assertThat(heard.trace().usage()).isNotNull().satisfies(TraceTest::sevenTokens);
        assertThat(heard.attemptOutcomes()).containsExactly("ok");
        checkOrder(heard.trace());
    }

    @Test
    void ofAStreamThatBrokeOff() {
        FaultRule breaksOff = FaultRule.always(new Fault.ResetMidStream(3));
        rig.mock("a").faults(breaksOff);
        rig.mock("b").faults(breaksOff);
        Heard heard = rig.finished(Ask.stream());
        assertThat(heard.endings()).containsExactly("failed");
        assertThat(heard.attemptOutcomes()).containsExactly("worker_reset");
        assertThat(heard.trace().events()).isBetween(0, 3);
    }

    @Test
    void ofARetry() {
        FaultRule busy = FaultRule.next(1, new Fault.Status(429));
        rig.mock("a").faults(busy);
        rig.mock("b").faults(busy);
        Heard heard = rig.finished(Ask.whole());
        assertThat(heard.attemptOutcomes()).containsExactly("worker_429", "worker_429", "ok");
        assertThat(heard.tried().subList(0, 2)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void theFirstTokenEndsThePrefill() {
        rig.mock("a").faults(FaultRule.always(new Fault.StallMidStream(2)));
        rig.mock("b").faults(FaultRule.always(new Fault.StallMidStream(2)));
        Heard heard = rig.call(Ask.stream()).await("tokens", it -> it.trace().firstTokenNanos() != 0);
        String worker = heard.tried().getFirst();
        heard.onLoop(() -> {
            assertThat(rig.inFleet(worker).pendingPrefillTokens()).isZero();
            assertThat(rig.inFleet(worker).inFlight()).isEqualTo(1);
        });
        heard.cancel();
        rig.awaitNothingHeld();
    }
}
