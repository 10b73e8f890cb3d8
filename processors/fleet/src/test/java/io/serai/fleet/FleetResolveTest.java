package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static io.serai.fleet.FleetRig.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetResolveTest {
    private final FleetRig rig = new FleetRig(FleetRig.quiet());

    private void both() {
        rig.engines.vllm(A, "llama").vllm(B, "llama");
        rig.register(A, "a").register(B, "b");
    }

    @Test
    void anEmptyFleetHasNoWorkersRatherThanNoSuchModel() {
        rig.start();
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.NoWorkers("llama"));
        assertThat(rig.fleet.resolve("")).isEqualTo(new Resolution.NoWorkers(""));
        assertThat(rig.fleet.ready()).isFalse();
    }

    @Test
    void goesOnlyToWorkersOfTheModel() {
        rig.engines.vllm(A, "llama").vllm(B, "llama", "mistral");
        rig.register(A, "a").register(B, "b");
        assertThat(rig.eligible("llama")).containsExactly("a", "b");
        assertThat(rig.eligible("mistral")).containsExactly("b");
        assertThat(rig.fleet.resolve("gpt")).isEqualTo(new Resolution.Unknown("gpt"));
        assertThat(rig.fleet.resolve("")).isEqualTo(new Resolution.Unspecified());
    }

    @Test
    void noNameMeansTheOnlyModel() {
        both();
        assertThat(rig.pool("").model()).isEqualTo("llama");
    }

    @Test
    void aModelNamedByTheConfigurationIsKnownBeforeItsWorkerAnswers() {
        rig.fleet.register(WorkerSpec.builder(A).models(Map.of("llama", "/m")).build());
        rig.settle();
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.NoWorkers("llama"));
        assertThat(rig.fleet.resolve("gpt")).isEqualTo(new Resolution.Unknown("gpt"));
    }

    @Test
    void aliasesLeadToTheirModel() {
        rig.fleet.reconfigure(FleetRig.quiet().withAliases(Map.of("gpt", "llama", "lost", "nowhere")));
        both();
        assertThat(rig.pool("gpt")).isSameAs(rig.pool("llama"));
        assertThat(rig.fleet.resolve("lost")).isEqualTo(new Resolution.NoWorkers("lost"));
        assertThat(rig.fleet.models().keySet()).containsExactly("gpt", "llama");
        assertThat(rig.fleet.models().values()).extracting(ModelInfo::root).containsExactly("llama", "llama");
        rig.fleet.reconfigure(FleetRig.quiet());
        rig.settle();
        assertThat(rig.fleet.resolve("gpt")).isEqualTo(new Resolution.Unknown("gpt"));
    }

    @Test
    void anAliasWinsOverAServedModel() {
        rig.fleet.reconfigure(FleetRig.quiet().withAliases(Map.of("mistral", "llama")));
        rig.engines.vllm(A, "llama").vllm(B, "mistral");
        rig.register(A, "a").register(B, "b");
        assertThat(rig.eligible("mistral")).containsExactly("a");
    }

    @Test
    void listsWhatItServes() {
        rig.engines.vllm(A, "llama").vllm(B, "llama");
        rig.register(A, "a");
        rig.fleet.register(WorkerSpec.builder(B).id("b").contextLength(2048).build());
        rig.settle();
        assertThat(rig.fleet.models().values())
                .containsExactly(new ModelInfo("llama", 1_700_000_000, "vllm", 2048, 2, "llama", null));
    }

    @Test
    void onlyTheBestClassWithAnEligibleWorkerIsUsed() {
        rig.engines.vllm(A, "llama").vllm(B, "llama");
        rig.fleet.register(WorkerSpec.builder(A).id("spare").priority(5).build());
        rig.fleet.register(
                WorkerSpec.builder(B).id("main").priority(1).maxInFlight(1).build());
        rig.settle();
        assertThat(rig.eligible("llama")).containsExactly("main");
        Lease lease = Leases.begin(rig.worker("main"), 0);
        assertThat(rig.eligible("llama")).containsExactly("spare");
        lease.succeeded();
        assertThat(rig.eligible("llama")).containsExactly("main");
        assertThat(rig.pool("llama").all()).extracting(Worker::id).containsExactly("main", "spare");
    }

    @Test
    void aPausingWorkerIsLeftAloneUntilItsTime() {
        both();
        Leases.begin(rig.worker("a"), 0).backPressure(Duration.ofSeconds(4));
        assertThat(rig.eligible("llama")).containsExactly("b");
        Leases.begin(rig.worker("b"), 0).backPressure(Duration.ofSeconds(2));
        assertThat(rig.pool("llama").eligible()).isEmpty();
        assertThat(rig.pool("llama").retryAfter()).isEqualTo(Duration.ofSeconds(2));
        rig.passSeconds(2);
        assertThat(rig.eligible("llama")).containsExactly("b");
        rig.passSeconds(2);
        assertThat(rig.eligible("llama")).containsExactly("a", "b");
    }

    @Test
    void theListIsNotMadeAnewWhileNothingChanges() {
        both();
        ModelPool pool = rig.pool("llama");
        List<Worker> before = pool.eligible();
        Leases.begin(rig.worker("a"), 100).succeeded();
        assertThat(pool.eligible()).isSameAs(before);
    }

    @Test
    void policiesOutliveChangesOfTheirWorkers() {
        both();
        assertThat(rig.policies).hasSize(1);
        var policy = rig.pool("llama").policy();
        rig.fleet.remove("b");
        rig.settle();
        assertThat(rig.pool("llama").policy()).isSameAs(policy);
        assertThat(rig.policies.getFirst().forgotten).containsExactly("b");
        var other = new FleetRig.FirstOf("llama");
        rig.fleet.policies(_ -> other);
        assertThat(rig.pool("llama").policy()).isSameAs(other);
    }
}
