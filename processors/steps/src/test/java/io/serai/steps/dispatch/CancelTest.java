package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.fleet.RetryPolicy;
import io.serai.fleet.WorkerSpec;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockCounters;
import io.serai.testkit.MockWorker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client goes: the worker's work stops and all that the call held is given back. */
class CancelTest {
    private static final AdmissionSettings ONE_AT_A_TIME = new AdmissionSettings(1, 5, Duration.ofMinutes(1), 0);
    private static final RigSettings GATED = RigSettings.DEFAULT.with(ONE_AT_A_TIME);

    @Test
    void whileItWaitsForAPlace() {
        try (var rig = new DispatchRig(GATED)) {
            MockWorker worker = rig.worker("a");
            worker.faults(FaultRule.next(1, new Fault.Hang()));
            Heard first = rig.call(Ask.whole());
            worker.awaitRequests(1, DispatchRig.PATIENCE);
            Heard queued = rig.call(Ask.whole());
            queued.onLoop(() -> assertThat(rig.admission().queued()).isEqualTo(1));
            queued.cancel();
            assertThat(rig.admission().queued()).isZero();
            assertThat(rig.admission().running()).isEqualTo(1);
            first.cancel();
            rig.awaitNothingHeld();
            assertThat(rig.finished(Ask.whole()).status()).isEqualTo(200);
            assertThat(worker.counters().requests()).isEqualTo(2);
            assertThat(queued.outcomes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItWaitsForTheHead(boolean streamed) {
        try (var rig = new DispatchRig(GATED)) {
            MockWorker worker = rig.worker("a", it -> it.model("m").firstToken(Duration.ofMinutes(5)));
            Heard heard = rig.call(streamed ? Ask.stream() : Ask.whole());
            worker.await("running", it -> it.running() == 1, DispatchRig.PATIENCE);
            assertThat(rig.inFleet("a").inFlight()).isEqualTo(1);
            heard.cancel();
            worker.await("a dropped request", it -> it.cancellations() == 1, DispatchRig.PATIENCE);
            rig.awaitNothingHeld();
            assertThat(heard.outcomes().size()).isLessThan(2);
            assertThat(heard.attemptOutcomes()).containsExactly("cancelled");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inMidStream(boolean byItsReply) {
        try (var rig = new DispatchRig(GATED)) {
            MockWorker worker = rig.worker("a");
            worker.faults(FaultRule.always(new Fault.StallMidStream(3)));
            Heard heard = rig.call(Ask.stream()).await("some tokens", it -> it.length() > 0);
            if (byItsReply) {
                heard.onLoop(() -> heard.live().cancel());
            } else {
                heard.cancel();
            }
            worker.await("a dropped request", it -> it.disconnects() == 1, DispatchRig.PATIENCE);
            rig.awaitNothingHeld();
            assertThat(heard.outcomes()).containsExactly("replied");
            assertThat(heard.endings()).as("the sink is not called again").isEmpty();
            assertThat(heard.attemptOutcomes()).containsExactly("cancelled");
        }
    }

    @Test
    void whileItConnects() {
        try (var rig = new DispatchRig(GATED);
                var silent = new ScriptedServer()) {
            rig.register(WorkerSpec.builder(silent.url()).id("w").build());
            Ask ask = Ask.whole();
            var call = ask.call(rig.loop());
            var heard = rig.call(ask);
            heard.cancel();
            // On the loop a connect cannot end before the cancel does, if both are of one task.
            heard.onLoop(() -> {
                rig.dispatcher().dispatch(call, DispatchOptions.DEFAULT, heard);
                assertThat(rig.inFleet("w").inFlight()).isEqualTo(1);
                call.cancel();
                assertThat(rig.inFleet("w").inFlight()).isZero();
            });
            rig.awaitNothingHeld();
            assertThat(silent.requests()).hasSizeLessThan(2);
            assertThat(call.trace().attempts()).hasSize(1);
        }
    }

    @Test
    void whileItWaitsForTheNextTry() {
        var slow = new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(1), 0, Duration.ofSeconds(2));
        try (var rig = new DispatchRig(GATED.with(slow))) {
            MockWorker worker = rig.worker("a");
            worker.faults(FaultRule.always(new Fault.Status(503)));
            Heard heard = rig.call(Ask.whole());
            worker.await("an answer", it -> it.rejected() == 1, DispatchRig.PATIENCE);
            heard.await("the first answer", it -> it.attemptOutcomes().contains("worker_503"));
            assertThat(rig.admission().running()).isEqualTo(1);
            heard.cancel();
            rig.awaitNothingHeld();
            assertThat(worker.counters().requests()).isEqualTo(1);
            assertThat(heard.outcomes()).isEmpty();
        }
    }

    @Test
    void beforeItBegan() {
        try (var rig = new DispatchRig(GATED)) {
            rig.worker("a");
            Ask ask = Ask.whole();
            var call = ask.call(rig.loop());
            Heard other = rig.finished(Ask.whole());
            other.onLoop(() -> {
                call.cancel();
                rig.dispatcher().dispatch(call, DispatchOptions.DEFAULT, other);
            });
            rig.awaitNothingHeld();
            assertThat(rig.mock("a").counters().rids()).doesNotContainKey(ask.id());
        }
    }

    @Test
    void afterTheEndItChangesNothing() {
        try (var rig = new DispatchRig(GATED)) {
            MockWorker worker = rig.worker("a");
            Heard heard = rig.finished(Ask.stream());
            heard.onLoop(() -> heard.live().cancel());
            heard.cancel();
            assertThat(heard.endings()).containsExactly("end");
            assertThat(heard.attemptOutcomes()).containsExactly("ok");
            assertThat(rig.finished(Ask.stream()).endings()).containsExactly("end");
            MockCounters counters = worker.counters();
            assertThat(counters.disconnects()).isZero();
            assertThat(counters.completed()).isEqualTo(2);
            rig.awaitNothingHeld();
        }
    }
}
