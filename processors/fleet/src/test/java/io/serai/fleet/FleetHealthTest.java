package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.EngineFailure;
import io.serai.core.WorkerLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetHealthTest {
    private final FleetRig rig = new FleetRig();

    private FleetHealthTest ready() {
        rig.engines.vllm(A, "llama");
        rig.register(A, "a");
        assertThat(rig.eligible("llama")).containsExactly("a");
        return this;
    }

    @Test
    void oneFailedCheckIsForgiven() {
        ready();
        rig.engines.on(A, "/health", 500, "");
        rig.passSeconds(12);
        rig.engines.on(A, "/health", 200, "");
        rig.passSeconds(60);
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void threeFailedChecksTakeAWorkerOut() {
        ready();
        rig.engines.on(A, "/health", 500, "");
        rig.passSeconds(33);
        assertThat(rig.state("a")).isInstanceOfSatisfying(WorkerState.Unhealthy.class, unhealthy -> {
            assertThat(unhealthy.failures()).isGreaterThanOrEqualTo(3);
            assertThat(unhealthy.reason()).isEqualTo("GET /health answered 500");
        });
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.NoWorkers("llama"));
        assertThat(rig.fleet.ready()).isFalse();
        assertThat(rig.fleet.models()).isEmpty();
    }

    @Test
    void aWorkerThatComesBackIsAskedAnewWhatItServes() {
        ready();
        rig.engines.gone(A);
        rig.passSeconds(40);
        assertThat(rig.state("a").key()).isEqualTo("unhealthy");
        rig.engines.vllm(A, "mistral");
        rig.passSeconds(31);
        assertThat(rig.eligible("mistral")).containsExactly("a");
        assertThat(rig.fleet.resolve("llama")).isEqualTo(new Resolution.Unknown("llama"));
        assertThat(rig.changes)
                .containsExactly("a registering -> ready", "a ready -> unhealthy", "a unhealthy -> ready");
    }

    @Test
    void theDeadAreProbedForEverWithGrowingPauses() {
        ready();
        rig.engines.gone(A);
        rig.passSeconds(40);
        int before = rig.engines.asked(A, "/health").size();
        rig.pass(Duration.ofHours(1));
        assertThat(rig.engines.asked(A, "/health").size() - before).isBetween(118, 245);
        rig.engines.vllm(A, "llama");
        rig.passSeconds(31);
        assertThat(rig.state("a").key()).isEqualTo("ready");
    }

    @Test
    void severalGoodChecksCanBeAskedFor() {
        var health = new HealthSettings(
                "/health",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                1,
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(4));
        rig.fleet.reconfigure(FleetSettings.DEFAULT.withProbes(health, LoadSettings.DEFAULT));
        ready();
        rig.engines.on(A, "/health", 503, "");
        rig.passSeconds(12);
        assertThat(rig.state("a").key()).isEqualTo("unhealthy");
        rig.engines.on(A, "/health", 200, "");
        int before = rig.engines.asked(A, "/health").size();
        rig.passSeconds(20);
        assertThat(rig.state("a").key()).isEqualTo("ready");
        assertThat(rig.engines.asked(A, "/health").size() - before).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anOpeningBreakerHasTheWorkerCheckedAtOnce() {
        ready();
        int before = rig.engines.asked(A, "/health").size();
        for (int i = 0; i < 3; i++) {
            Leases.begin(rig.worker("a"), 0).faulted(Lease.CONNECT_FAILED);
        }
        rig.pass(Duration.ZERO);
        assertThat(rig.engines.asked(A, "/health")).hasSize(before + 1);
        assertThat(rig.pool("llama").eligible()).isEmpty();
        assertThat(rig.pool("llama").retryAfter()).isEqualTo(Duration.ofSeconds(5));
        rig.passSeconds(5);
        assertThat(rig.eligible("llama")).containsExactly("a");
    }

    @Test
    void recoveryOfHealthClosesTheBreaker() {
        ready();
        List<Lease> running =
                Stream.generate(() -> Leases.begin(rig.worker("a"), 0)).limit(3).toList();
        rig.engines.gone(A);
        rig.passSeconds(40);
        running.forEach(lease -> lease.faulted(Lease.CONNECT_FAILED));
        assertThat(rig.worker("a").breaker().key()).isEqualTo("open");
        rig.engines.vllm(A, "llama");
        rig.passSeconds(31);
        assertThat(rig.worker("a").breaker()).isEqualTo(new BreakerState.Closed());
    }

    @Test
    void providersAreCheckedByTheirModelList() {
        rig.engines.on(A, "/v1/models", 200, ScriptedEngines.models("system", "gpt"));
        rig.register(A, "a");
        rig.engines.on(A, "/v1/models", 429, "");
        rig.passSeconds(65);
        assertThat(rig.changes).containsExactly("a registering -> ready");
        rig.engines.on(A, "/v1/models", 502, "");
        rig.passSeconds(35);
        assertThat(rig.state("a").key()).isEqualTo("unhealthy");
        assertThat(rig.engines.asked(A, "/health")).isEmpty();
    }

    @Test
    void loadsAreReadEveryInterval() {
        ready();
        rig.engines.on(
                A,
                "/metrics",
                200,
                "vllm:num_requests_running 5\nvllm:num_requests_waiting 2\nvllm:kv_cache_usage_perc 0.25\n");
        Leases.begin(rig.worker("a"), 10);
        rig.passSeconds(3);
        WorkerLoad load = rig.worker("a").load();
        assertThat(List.of(load.running(), load.waiting(), load.inFlightThen())).containsExactly(5, 2, 1);
        assertThat(load.tokenUsage()).isEqualTo(0.25);
        int before = rig.engines.asked(A, "/metrics").size();
        rig.passSeconds(20);
        assertThat(rig.engines.asked(A, "/metrics").size() - before).isBetween(9, 11);
    }

    @Test
    void loadsThatCannotBeReadGoStaleButAreNoFault() {
        ready();
        rig.passSeconds(3);
        assertThat(rig.worker("a").load().running()).isEqualTo(2);
        rig.engines.on(
                A,
                "/metrics",
                new ScriptedEngines.Reaction.Fails(
                        new EngineFailure.TimedOut(EngineFailure.TimedOut.Limit.TOTAL, "2 s")));
        rig.passSeconds(3);
        assertThat(rig.worker("a").load().running()).isEqualTo(2);
        rig.passSeconds(7);
        assertThat(rig.worker("a").load()).isEqualTo(WorkerLoad.UNKNOWN);
        rig.passSeconds(60);
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void olderEnginesAreAskedElsewhere() {
        rig.engines
                .sglang(A, "llama")
                .on(A, "/v1/loads?include=core", 404, "")
                .on(A, "/get_load", 200, "[{\"num_reqs\":4,\"num_waiting_reqs\":1}]");
        rig.register(A, "a");
        rig.passSeconds(5);
        assertThat(rig.worker("a").load().running()).isEqualTo(3);
        assertThat(rig.engines.asked(A, "/v1/loads?include=core")).hasSize(1);
    }

    @Test
    void loadsCanBeSwitchedOffAndOnWhileItRuns() {
        ready();
        rig.passSeconds(3);
        rig.fleet.reconfigure(FleetRig.quiet());
        rig.passSeconds(3);
        assertThat(rig.worker("a").load()).isEqualTo(WorkerLoad.UNKNOWN);
        int before = rig.engines.asked(A, "/metrics").size();
        rig.passSeconds(30);
        assertThat(rig.engines.asked(A, "/metrics")).hasSize(before);
        rig.fleet.reconfigure(FleetSettings.DEFAULT);
        rig.passSeconds(8);
        assertThat(rig.worker("a").load().running()).isEqualTo(2);
    }

    @Test
    void aThousandWorkersDoNotProbeInStep() {
        for (int i = 0; i < 1000; i++) {
            String url = "http://w" + i + ":8000";
            rig.engines.vllm(url, "llama");
            rig.fleet.register(WorkerSpec.of(url));
        }
        rig.settle();
        assertThat(rig.engines.mostOpen()).isLessThanOrEqualTo(64);
        assertThat(rig.pool("llama").eligible()).hasSize(1000);
        assertThat(rig.fleet.rebuilds()).isLessThan(10);
        rig.passSeconds(30);
        assertThat(mostInASecond("/health")).isLessThan(160); // 100 a second on average
        assertThat(mostInASecond("/metrics")).isLessThan(160);
        assertThat(rig.loop.pending()).isLessThan(5); // one timer, not a thousand
    }

    private long mostInASecond(String target) {
        long second = Duration.ofSeconds(1).toNanos();
        long start = rig.loop.clock().getAsLong() - 20 * second;
        var perSecond = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            long from = start + i * second;
            perSecond.add(rig.engines.asked().stream()
                    .filter(asked -> asked.target().equals(target))
                    .filter(asked -> asked.atNanos() - from >= 0 && asked.atNanos() - from < second)
                    .count());
        }
        assertThat(perSecond.stream().mapToLong(Long::longValue).sum()).isPositive();
        return perSecond.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
