package io.serai.steps.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ModelCard;
import io.serai.fleet.Lease;
import io.serai.fleet.Worker;
import io.serai.fleet.choice.RecentTimes;
import io.serai.steps.DispatchRig;
import io.serai.steps.RigSettings;
import io.serai.testkit.MockWorkerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetModelsTest {
    private final AtomicLong clock = new AtomicLong();
    private final DispatchRig rig = new DispatchRig(RigSettings.DEFAULT.onClock(clock::get));
    private final FleetModels models = new FleetModels(
            rig.fleet(),
            model -> ModelCard.of(model, ModelCard.Source.CONFIGURED, Map.of()),
            new RecentTimes(clock::get));

    @BeforeEach
    void register() {
        rig.worker("w", MockWorkerOptions.builder().model("m").build(), it -> it.maxInFlight(1));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static Lease begun(Worker worker) {
        return Objects.requireNonNull(worker.tryBegin(1), "takes no call");
    }

    @Test
    void aModelIsNotReadyWhileBreakersKeepCallsFromAllItsWorkers() {
        assertThat(models.of("m").ready()).isTrue();
        for (int i = 0; i < 3; i++) {
            begun(rig.inFleet("w")).faulted(Lease.CONNECT_FAILED);
        }
        assertThat(rig.inFleet("w").ready()).isTrue();
        assertThat(models.of("m").ready()).isFalse();

        rig.worker("v");
        assertThat(models.of("m").ready()).isTrue();
    }

    @Test
    void itIsReadyAgainWhenABreakerLetsProbesIn() {
        for (int i = 0; i < 3; i++) {
            begun(rig.inFleet("w")).faulted(Lease.CONNECT_FAILED);
        }
        clock.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(models.of("m").ready()).isTrue();
    }

    @Test
    void aWorkerThatAskedToBeLeftAloneIsNotReady() {
        begun(rig.inFleet("w")).backPressure(Duration.ofSeconds(9));

        assertThat(models.of("m").ready()).isFalse();
    }

    @Test
    void aWorkerAtItsLimitIsReady() {
        Lease only = begun(rig.inFleet("w"));

        assertThat(rig.inFleet("w").admits()).isFalse();
        assertThat(models.of("m").ready()).isTrue();
        only.cancelled();
    }
}
