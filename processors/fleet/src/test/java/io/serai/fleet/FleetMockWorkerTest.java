package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.testkit.EngineKind;
import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against workers that speak HTTP, on real time. */
class FleetMockWorkerTest {
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final HttpEngines engines = new HttpEngines();
    private final Fleet fleet = new Fleet(FleetSettings.DEFAULT, engines, loop, FleetRig.FirstOf::new);

    @AfterEach
    void stop() {
        fleet.close();
        engines.close();
        loop.shutdown();
    }

    private Worker ready(String id) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> fleet.find(id).orElseThrow().state() instanceof WorkerState.Ready);
        return fleet.worker(id).orElseThrow();
    }

    @Test
    void registersBothEnginesWithTheirKeysAndReadsTheirLoads() {
        try (var sglang = MockWorker.start(options(EngineKind.SGLANG));
                var vllm = MockWorker.start(options(EngineKind.VLLM))) {
            fleet.start();
            register("s", sglang);
            register("v", vllm);
            for (String id : new String[] {"s", "v"}) {
                Worker worker = ready(id);
                await().atMost(Duration.ofSeconds(10)).until(() -> worker.load().observedNanos() != 0);
            }
            assertThat(fleet.list())
                    .extracting(status ->
                            status.card() == null ? null : status.card().engine())
                    .containsExactly(EngineType.SGLANG, EngineType.VLLM);
            await().until(() -> fleet.models().values().stream().anyMatch(info -> info.workers() == 2));
            assertThat(fleet.models().values())
                    .extracting(ModelInfo::contextLength)
                    .containsExactly(5000);
        }
    }

    private void register(String id, MockWorker worker) {
        fleet.register(WorkerSpec.builder(worker.baseUrl()).id(id).apiKey("k1").build());
    }

    private static MockWorkerOptions options(EngineKind kind) {
        return MockWorkerOptions.builder()
                .engine(kind)
                .model("shared")
                .apiKey("k1")
                .contextLength(5000)
                .build();
    }
}
