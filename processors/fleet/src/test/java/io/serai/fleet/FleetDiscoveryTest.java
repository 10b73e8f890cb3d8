package io.serai.fleet;

import static io.serai.fleet.FleetRig.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.EngineFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetDiscoveryTest {
    private final FleetRig rig = new FleetRig(FleetRig.quiet());

    private WorkerCard card() {
        WorkerCard card = rig.worker("a").card();
        assertThat(card).isNotNull();
        return Objects.requireNonNull(card);
    }

    @Test
    void readsWhatSglangTells() {
        rig.engines
                .sglang(A, "llama")
                .on(A, "/model_info", 200, """
                        {"model_path":"/m","is_generation":true,"reasoning_parser":"qwen3","tool_call_parser":"hermes",
                         "tokenizer_path":"/t","has_image_understanding":true,
                         "preferred_sampling_params":{"temperature":0.6,"stop":["x"]}}""")
                .on(
                        A,
                        "/server_info",
                        200,
                        "{\"version\":\"0.5.23\",\"page_size\":64,\"dp_size\":1,\"attn_dp_size\":4,\"tp_size\":8}");
        rig.register(A, "a");
        assertThat(card())
                .isEqualTo(new WorkerCard(
                        EngineType.SGLANG,
                        "0.5.23",
                        List.of(new WorkerCard.Entry("llama", "/m/llama", null, 4096, 1_700_000_000, "sglang")),
                        true,
                        "qwen3",
                        "hermes",
                        "/t",
                        true,
                        false,
                        Map.of("temperature", 0.6),
                        4,
                        8,
                        64));
        assertThat(rig.state("a")).isEqualTo(new WorkerState.Ready(FleetRig.BEGIN));
    }

    @Test
    void olderSglangHasOtherPaths() {
        rig.engines
                .on(A, "/v1/models", 200, ScriptedEngines.models("sglang", "llama"))
                .on(A, "/get_model_info", 200, "{\"model_path\":\"/m\",\"is_generation\":false}")
                .on(A, "/get_server_info", 200, "{\"dp_size\":2}")
                .on(A, "/health", 200, "");
        rig.register(A, "a");
        assertThat(card().generation()).isFalse();
        assertThat(card().dpSize()).isEqualTo(2);
        assertThat(card().version()).isNull();
    }

    @Test
    void optionalEndpointsMayBeMissing() {
        rig.engines
                .on(A, "/v1/models", 200, ScriptedEngines.models("sglang", "llama"))
                .on(A, "/server_info", new ScriptedEngines.Reaction.Fails(new EngineFailure.ResetMidBody("x")))
                .on(A, "/model_info", 200, "<html>not JSON")
                .on(A, "/health", 200, "");
        rig.register(A, "a");
        assertThat(rig.state("a").key()).isEqualTo("ready");
        assertThat(card().dpSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"sglang, SGLANG", "vllm, VLLM", "VLLM, VLLM"})
    void knowsEnginesByTheirSignature(String owner, EngineType engine) {
        rig.engines.on(A, "/v1/models", 200, ScriptedEngines.models(owner, "m")).on(A, "/health", 200, "");
        rig.register(A, "a");
        assertThat(card().engine()).isEqualTo(engine);
    }

    @ParameterizedTest
    @CsvSource({
        "/model_info, '{\"model_path\":\"m\"}', SGLANG",
        "/get_model_info, '{\"model_path\":\"m\"}', SGLANG",
        "/version, '{\"version\":\"0.33\"}', VLLM",
        "/nothing, '{}', OPENAI",
    })
    void triesOutEnginesThatDoNotSign(String target, String body, EngineType engine) {
        rig.engines
                .on(A, "/v1/models", 200, ScriptedEngines.models("me", "m"))
                .on(A, target, 200, body)
                .on(A, "/health", 200, "");
        rig.register(A, "a");
        assertThat(card().engine()).isEqualTo(engine);
    }

    @Test
    void aWorkerThatListsItsModelButIsNotHealthyIsStillStarting() {
        rig.engines.sglang(A, "llama").on(A, "/health", 503, "");
        rig.register(A, "a");
        assertThat(rig.state("a")).isEqualTo(new WorkerState.Registering(1, "GET /health answered 503"));
        rig.engines.on(A, "/health", 200, "");
        rig.passSeconds(2);
        assertThat(rig.state("a").key()).isEqualTo("ready");
    }

    @Test
    void asksForEverUntilTheWorkerAnswers() {
        rig.register(A, "a");
        assertThat(rig.state("a")).isEqualTo(new WorkerState.Registering(1, "GET /v1/models: cannot connect: refused"));
        rig.pass(Duration.ofHours(2));
        int asked = rig.engines.asked(A, "/v1/models").size();
        assertThat(asked).isBetween(240, 490); // every 15 to 30 s at last
        rig.engines.vllm(A, "llama");
        rig.passSeconds(31);
        assertThat(rig.state("a").key()).isEqualTo("ready");
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void theFirstPausesAreShort() {
        rig.register(A, "a");
        rig.passSeconds(8);
        assertThat(rig.engines.asked(A, "/v1/models")).hasSizeBetween(4, 6); // 0, <=1, <=3, <=7 ...
    }

    @Test
    void saysThatTheKeyIsWrongAndTakesTheRightOneAtOnce() {
        rig.engines.vllm(A, "llama").on(A, "/v1/models", 401, "{}");
        rig.fleet.register(WorkerSpec.builder(A).id("a").apiKey("bad").build());
        rig.settle();
        assertThat(rig.state("a"))
                .isEqualTo(new WorkerState.Registering(
                        1, "GET /v1/models answered 401; set workers.a.api-key to the worker's key"));
        rig.engines.on(A, "/v1/models", 200, ScriptedEngines.models("vllm", "llama"));
        rig.fleet.update("a", new WorkerPatch("good", null, null, null, null, null, null, null, null));
        rig.settle();
        assertThat(rig.state("a").key()).isEqualTo("ready");
        assertThat(rig.engines.asked(A, "/v1/models").getLast().key()).isEqualTo("good");
    }

    @Test
    void aListWithoutModelsIsNoRegistration() {
        rig.engines.vllm(A).on(A, "/v1/models", 200, "{\"data\":[{\"id\":7},{\"id\":\"\"},3]}");
        rig.register(A, "a");
        assertThat(rig.state("a"))
                .isEqualTo(new WorkerState.Registering(1, "GET /v1/models names no model; set workers.a.models"));
    }

    @Test
    void namedModelsNeedNoList() {
        rig.engines.on(A, "/chat", 200, ""); // it is there, and knows nothing of all we ask
        rig.fleet.register(WorkerSpec.builder(A)
                .id("a")
                .models(Map.of("public", "upstream"))
                .build());
        rig.settle();
        assertThat(rig.eligible("public")).containsExactly("a");
        assertThat(rig.worker("a").upstreamModel("public")).isEqualTo("upstream");
        assertThat(card().engine()).isEqualTo(EngineType.OPENAI);
    }

    @Test
    void adaptersAreModels() {
        rig.engines
                .vllm(A, "base")
                .on(
                        A,
                        "/v1/models",
                        200,
                        "{\"data\":[{\"id\":\"base\",\"owned_by\":\"vllm\"},{\"id\":\"lora\",\"owned_by\":\"vllm\",\"parent\":\"base\"}]}");
        rig.register(A, "a");
        assertThat(rig.eligible("lora")).containsExactly("a");
        assertThat(rig.fleet.models().values()).extracting(ModelInfo::parent).containsExactly(null, "base");
        assertThat(rig.pool("").model()).isEqualTo("base");
    }

    @Test
    void seesAdaptersThatComeAndGo() {
        rig.engines.vllm(A, "base");
        rig.register(A, "a");
        rig.engines.on(A, "/v1/models", 200, ScriptedEngines.models("vllm", "base", "new"));
        rig.passSeconds(75);
        assertThat(rig.eligible("new")).containsExactly("a");
        rig.engines.on(A, "/v1/models", 200, ScriptedEngines.models("vllm", "base"));
        rig.passSeconds(75);
        assertThat(rig.fleet.resolve("new")).isEqualTo(new Resolution.Unknown("new"));
        assertThat(rig.changes).containsExactly("a registering -> ready");
    }

    @Test
    void theTimeOfCreationStaysAsFirstTold() {
        rig.engines.vllm(A, "base");
        rig.register(A, "a");
        String later = ScriptedEngines.models("vllm", "base").replace("1700000000", "1800000000");
        rig.engines.on(A, "/v1/models", 200, later);
        long rebuilds = rig.fleet.rebuilds();
        rig.passSeconds(200);
        assertThat(rig.fleet.models().values()).extracting(ModelInfo::created).containsExactly(1_700_000_000L);
        assertThat(rig.fleet.rebuilds()).isEqualTo(rebuilds);
        assertThat(rig.engines.asked(A, "/v1/models")).hasSizeGreaterThan(2);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        rig.engines.vllm(A, "base").on(A, "/v1/models", 200, "x".repeat(9 << 20));
        rig.register(A, "a");
        assertThat(rig.state("a").toString()).contains("answer is larger than 8388608 bytes");
    }
}
