package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bug in a policy costs its call, and nothing is held for it afterwards. */
class BuggyPolicyTest {
    private final DispatchRig rig =
            new DispatchRig(RigSettings.DEFAULT.with(new AdmissionSettings(1, 5, Duration.ofMinutes(1), 0)));

    @BeforeEach
    void worker() {
        rig.worker("a");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Chooses the first worker, but not at its {@code badSelect}th choice; hears of {@code badDispatched}. */
    private static final class Buggy implements Policy {
        private final int badSelect;
        private final int badDispatched;
        private int selected;
        private int dispatched;

        Buggy(int badSelect, int badDispatched) {
            this.badSelect = badSelect;
            this.badDispatched = badDispatched;
        }

        @Override
        public String name() {
            return "buggy";
        }

        @Override
        public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
            selected++;
            if (selected == badSelect) {
                throw new UnsupportedOperationException("no choice");
            }
            return new Selection(candidates.getFirst(), "first");
        }

        @Override
        public void dispatched(RoutingRequest request, WorkerView worker) {
            dispatched++;
            if (dispatched == badDispatched) {
                throw new UnsupportedOperationException("not heard");
            }
        }
    }

    private void check(Policy policy) {
        rig.fleet().policies(model -> policy);
        Heard heard = rig.finished(Ask.whole());
        assertThat(heard.outcomes()).containsExactly("refused");
        assertThat(heard.error().code()).isEqualTo("internal_error");
        rig.awaitNothingHeld();
        assertThat(rig.finished(Ask.whole()).status()).isEqualTo(200);
    }

    @Test
    void atTheFirstChoice() {
        check(new Buggy(1, 0));
    }

    @Test
    void afterTheChoice() {
        check(new Buggy(0, 1));
    }

    @Test
    void atARetryWhenNobodyIsAboveOnTheStack() {
        rig.mock("a").faults(FaultRule.next(1, new Fault.Status(503)));
        check(new Buggy(2, 0));
    }

    @Test
    void forACallThatHadQueued() {
        rig.mock("a").faults(FaultRule.next(1, new Fault.Hang()));
        rig.fleet().policies(model -> new Buggy(2, 0));
        Heard first = rig.call(Ask.whole());
        rig.mock("a").awaitRequests(1, DispatchRig.PATIENCE);
        Heard queued = rig.call(Ask.whole());
        first.cancel();
        assertThat(queued.awaitOver().error().code()).isEqualTo("internal_error");
        rig.awaitNothingHeld();
    }
}
