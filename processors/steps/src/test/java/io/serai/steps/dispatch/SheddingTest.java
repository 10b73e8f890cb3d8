package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The refusals of the gateway itself: status, stable code, when to come back, and nothing that is nobody's business. */
class SheddingTest {
    private static void check(Heard heard, int status, String code) {
        assertThat(heard.outcomes()).containsExactly("refused");
        CallError error = heard.error();
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).doesNotContain("127.0.0.1", "http:", "hidden-model");
        boolean comeBack = status == 503 || status == 429 || status == 408;
        assertThat(error.retryAfter() != null).as("Retry-After of " + code).isEqualTo(comeBack);
        assertThat(heard.trace().attempts()).isEmpty();
    }

    @Test
    void anUnknownModelIs404() {
        try (var rig = new DispatchRig()) {
            rig.worker("a", it -> it.model("hidden-model"));
            check(rig.finished(Ask.chat("{\"model\":\"gone\",\"messages\":[]}")), 404, "model_not_found");
            String endless = "x".repeat(100_000);
            Heard heard = rig.finished(Ask.chat("{\"model\":\"" + endless + "\",\"messages\":[]}"));
            check(heard, 404, "model_not_found");
            assertThat(heard.error().message()).hasSizeLessThan(300);
            assertThat(heard.error().param()).isEqualTo("model");
        }
    }

    @Test
    void noModelIsFineWithOneAnd400WithSeveral() {
        try (var rig = new DispatchRig()) {
            rig.worker("a");
            assertThat(rig.finished(Ask.chat("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
                            .status())
                    .isEqualTo(200);
            rig.worker("b", it -> it.model("hidden-model"));
            check(rig.finished(Ask.chat("{\"messages\":[]}")), 400, "missing_required_parameter");
            check(rig.finished(Ask.chat("{\"model\":\"\",\"messages\":[]}")), 400, "missing_required_parameter");
        }
    }

    @Test
    void noWorkerIs503() {
        try (var rig = new DispatchRig()) {
            check(rig.finished(Ask.whole()), 503, "no_worker_available");
        }
    }

    @Test
    void fullWorkersAre503() {
        try (var rig = new DispatchRig()) {
            MockWorker worker =
                    rig.worker("a", MockWorkerOptions.builder().model("m").build(), it -> it.maxInFlight(1));
            worker.faults(FaultRule.next(1, new Fault.Hang()));
            Heard first = rig.call(Ask.whole());
            worker.awaitRequests(1, DispatchRig.PATIENCE);
            check(rig.finished(Ask.whole()), 503, "workers_saturated");
            first.cancel();
            rig.awaitNothingHeld();
            assertThat(rig.finished(Ask.whole()).status()).isEqualTo(200);
        }
    }

    @Test
    void aFullQueueIs503() {
        try (var rig = gated(new AdmissionSettings(1, 1, Duration.ofMinutes(1), 0))) {
            Heard running = hang(rig);
            Heard queued = rig.call(Ask.whole());
            check(rig.finished(Ask.whole()), 503, "server_overloaded");
            running.cancel();
            assertThat(queued.awaitOver().status()).isEqualTo(200);
            rig.awaitNothingHeld();
        }
    }

    @Test
    void aLongWaitIs408() {
        try (var rig = gated(new AdmissionSettings(1, 5, Duration.ofMillis(30), 0))) {
            Heard running = hang(rig);
            check(rig.finished(Ask.whole()), 408, "queue_timeout");
            running.cancel();
            rig.awaitNothingHeld();
        }
    }

    @Test
    void tooMuchIs429() {
        try (var rig = gated(new AdmissionSettings(0, 0, Duration.ofMinutes(1), 1))) {
            assertThat(rig.finished(Ask.whole()).status()).isEqualTo(200);
            check(rig.finished(Ask.whole()), 429, "rate_limit_exceeded");
        }
    }

    private static DispatchRig gated(AdmissionSettings admission) {
        var rig = new DispatchRig(RigSettings.DEFAULT.with(admission));
        rig.worker("a");
        return rig;
    }

    private static Heard hang(DispatchRig rig) {
        MockWorker worker = rig.mock("a");
        worker.faults(FaultRule.next(1, new Fault.Hang()));
        Heard heard = rig.call(Ask.whole());
        worker.awaitRequests(1, DispatchRig.PATIENCE);
        return heard;
    }
}
