package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static io.serai.fleet.FleetRig.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FleetChangesTest {
    private final FleetRig rig = new FleetRig(FleetRig.quiet());

    private void ready(String url, String id) {
        rig.engines.vllm(url, "llama");
        rig.register(url, id);
    }

    private static void refused(ThrowingCallable change, FleetException.Code code, String message) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void registrationReturnsBeforeTheWorkerWasAsked() {
        var status =
                rig.fleet.register(WorkerSpec.builder(A).id("a").apiKey("sk-x").build());
        assertThat(status.state()).isEqualTo(new WorkerState.Registering(0, null));
        assertThat(status.keySet()).isTrue();
        assertThat(status.spec().apiKey()).isNull();
        assertThat(rig.engines.asked()).isEmpty();
    }

    @Test
    void idsAndAddressesAreUnique() {
        ready(A, "a");
        refused(
                () -> rig.fleet.register(WorkerSpec.builder(B).id("a").build()),
                FleetException.Code.WORKER_EXISTS,
                "workers.id is 'a'");
        refused(
                () -> rig.fleet.register(WorkerSpec.builder(A + "/v1").id("b").build()),
                FleetException.Code.WORKER_EXISTS,
                "workers.url is http://a:8000, which worker 'a' has");
        refused(() -> rig.fleet.remove("x"), FleetException.Code.UNKNOWN_WORKER, "no worker 'x'");
        refused(() -> rig.fleet.update("x", WorkerPatch.NONE), FleetException.Code.UNKNOWN_WORKER, "no worker 'x'");
        assertThat(rig.fleet.list()).hasSize(1);
    }

    @Test
    void aPatchAppliesToTheRunningWorker() {
        ready(A, "a");
        Worker worker = rig.worker("a");
        rig.fleet.update("a", new WorkerPatch(null, null, null, Map.of("z", "1"), 3, 2.5, 0.1, 9, null));
        assertThat(worker.weight()).isEqualTo(2.5);
        assertThat(worker.priority()).isEqualTo(3);
        assertThat(worker.cost()).isEqualTo(0.1);
        assertThat(rig.worker("a")).isSameAs(worker);
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void namingModelsByPatchTakesEffectWithoutABreak() {
        ready(A, "a");
        rig.fleet.update(
                "a", new WorkerPatch(null, Map.of("public", "llama"), null, null, null, null, null, null, null));
        rig.settle();
        assertThat(rig.eligible("public")).containsExactly("a");
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.Unknown("llama"));
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void anotherAddressIsAnotherWorkerOfTheSameId() {
        ready(A, "a");
        Worker old = rig.worker("a");
        rig.engines.vllm(B, "llama");
        var status = rig.fleet.replace("a", WorkerSpec.of(B));
        assertThat(status.state().key()).isEqualTo("registering");
        assertThat(status.spec().origin()).isEqualTo(WorkerOrigin.API);
        assertThat(old.state()).isEqualTo(new WorkerState.Removed());
        rig.settle();
        assertThat(rig.pool("llama").eligible())
                .containsExactly(rig.worker("a"))
                .doesNotContain(old);
    }

    @Test
    void anAddressOfAnotherWorkerCannotBeTaken() {
        ready(A, "a");
        ready(B, "b");
        refused(() -> rig.fleet.replace("a", WorkerSpec.of(B)), FleetException.Code.WORKER_EXISTS, "worker 'b' has");
        assertThat(rig.eligible("llama")).containsExactly("a", "b");
    }

    @Test
    void anIdleWorkerGoesAtOnce() {
        ready(A, "a");
        rig.fleet.remove("a");
        assertThat(rig.fleet.find("a")).isEmpty();
        rig.settle();
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.NoWorkers("llama"));
        int asked = rig.engines.asked().size();
        rig.passSeconds(100);
        assertThat(rig.engines.asked()).hasSize(asked);
    }

    @Test
    void aBusyWorkerFinishesItsCallsFirst() {
        ready(A, "a");
        Lease lease = Leases.begin(rig.worker("a"), 10);
        rig.fleet.drain("a", Duration.ofSeconds(30));
        assertThat(rig.state("a"))
                .isInstanceOfSatisfying(
                        WorkerState.Draining.class,
                        draining -> assertThat(draining.deadline()).isAfter(FleetRig.BEGIN.plusSeconds(29)));
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.NoWorkers("llama"));
        assertThat(rig.worker("a").tryBegin(1)).isNull();
        rig.passSeconds(20);
        assertThat(rig.fleet.find("a")).isPresent();
        refused(() -> rig.fleet.update("a", WorkerPatch.NONE), FleetException.Code.WORKER_DRAINING, "draining");
        lease.succeeded();
        rig.passSeconds(1);
        assertThat(rig.fleet.find("a")).isEmpty();
        assertThat(rig.changes)
                .containsExactly("a registering -> ready", "a ready -> draining", "a draining -> removed");
    }

    @Test
    void theDeadlineEndsADrain() {
        ready(A, "a");
        Lease lease = Leases.begin(rig.worker("a"), 10);
        rig.fleet.drain("a", Duration.ofSeconds(30));
        rig.passSeconds(31);
        assertThat(rig.fleet.find("a")).isEmpty();
        lease.succeeded(); // a late end hurts nobody
    }

    @Test
    void drainingAgainMovesTheDeadline() {
        ready(A, "a");
        Leases.begin(rig.worker("a"), 10);
        rig.fleet.drain("a", Duration.ofSeconds(30));
        rig.fleet.drain("a", Duration.ofSeconds(90));
        rig.passSeconds(60);
        assertThat(rig.fleet.find("a")).isPresent();
        rig.passSeconds(31);
        assertThat(rig.fleet.find("a")).isEmpty();
    }

    @Test
    void aDrainingWorkerGivesWayToItsSuccessor() {
        ready(A, "a");
        Leases.begin(rig.worker("a"), 10);
        rig.fleet.remove("a");
        rig.register(A, "a");
        assertThat(rig.eligible("llama")).containsExactly("a");
        rig.pass(Duration.ofMinutes(10));
        assertThat(rig.eligible("llama")).containsExactly("a");
    }

    @Test
    void aLateAnswerDoesNotReviveARemovedWorker() {
        rig.engines.vllm(A, "llama");
        rig.fleet.register(WorkerSpec.builder(A).id("a").build());
        Worker worker = rig.worker("a");
        rig.fleet.remove("a");
        rig.passSeconds(5);
        assertThat(worker.state()).isEqualTo(new WorkerState.Removed());
        assertThat(rig.fleet.ready()).isFalse();
    }

    @Test
    void theConfigurationIsFollowedByItsDifference() {
        rig.engines
                .vllm(A, "llama")
                .vllm(B, "llama")
                .vllm("http://c:1", "llama")
                .vllm("http://d:1", "llama");
        var a = WorkerSpec.builder(A).id("a").build();
        var b = WorkerSpec.builder(B).id("b").build();
        rig.fleet.reconfigure(FleetRig.quiet().withWorkers(List.of(a, b)));
        rig.register("http://d:1", "d");
        assertThat(rig.eligible("llama")).containsExactly("a", "b", "d");
        Worker before = rig.worker("b");
        var heavier = b.toBuilder().weight(2).build();
        var c = WorkerSpec.builder("http://c:1").id("c").build();
        rig.fleet.reconfigure(FleetRig.quiet().withWorkers(List.of(heavier, c)));
        rig.settle();
        assertThat(rig.eligible("llama")).containsExactly("b", "d", "c");
        assertThat(rig.worker("b")).isSameAs(before);
        assertThat(before.weight()).isEqualTo(2);
    }

    @Test
    void theConfigurationTakesOverAWorkerOfTheApi() {
        ready(A, "a");
        rig.fleet.reconfigure(FleetRig.quiet()
                .withWorkers(List.of(WorkerSpec.builder(A).id("other").build())));
        rig.settle();
        assertThat(rig.eligible("llama")).containsExactly("other");
        assertThat(rig.fleet.find("other").orElseThrow().spec().origin()).isEqualTo(WorkerOrigin.CONFIG);
    }

    @Test
    void aReloadDoesNotBringBackWhatWasRemovedByHand() {
        rig.engines.vllm(A, "llama");
        var settings = FleetRig.quiet()
                .withWorkers(List.of(WorkerSpec.builder(A).id("a").build()));
        rig.fleet.reconfigure(settings);
        rig.settle();
        rig.fleet.remove("a");
        rig.fleet.reconfigure(settings);
        rig.settle();
        assertThat(rig.fleet.list()).isEmpty();
    }
}
