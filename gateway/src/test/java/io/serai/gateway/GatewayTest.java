package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway as it is shipped, its own routes included, between a client and two workers. */
class GatewayTest {
    private GatewayRig rig;

    GatewayTest(@TempDir Path folder) {
        rig = new GatewayRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void start(String config) throws Exception {
        rig.worker(it -> it.apiKey("sk-worker")).worker(it -> it.apiKey("sk-worker"));
        rig.config(config);
        rig.write("serai.yaml", rig.read("serai.yaml").replace(", url:", ", api-key: sk-worker, url:"));
        rig.start();
    }

    // ---- the data path

    @Test
    void aChatIsAnsweredByAWorker() throws Exception {
        start("");
        HttpResponse<String> answer = rig.post(CHAT, chat("m", false), "x-request-id", "r-1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-request-id")).hasValue("r-1");
        assertThat(json(answer.body()).at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(json(answer.body()).at("/usage/completion_tokens").asInt()).isEqualTo(16);
        assertThat(rig.atWorkers()).isEqualTo(1);
    }

    @Test
    void aStreamComesTokenByTokenToItsEnd() throws Exception {
        start("");
        HttpResponse<String> answer = rig.post(CHAT, chat("m", true));
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(answer.body().lines().filter(line -> line.contains("\"content\":\"") && !line.contains("\"role\"")))
                .hasSize(16);
    }

    @Test
    void bothWorkersTakePart() throws Exception {
        start("");
        for (int i = 0; i < 4; i++) {
            rig.post(CHAT, chat("m", false));
        }
        assertThat(rig.workers).allMatch(worker -> worker.counters().requests() == 2);
    }

    @Test
    void anAliasIsWrittenAsTheWorkersModel() throws Exception {
        start("models:\n  m: {aliases: [nickname]}\n");
        HttpResponse<String> answer = rig.post(CHAT, chat("nickname", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(receiver().lastRequest().bodyText()).isEqualTo(chat("m", false));
    }

    private MockWorker receiver() {
        return rig.workers.stream()
                .filter(worker -> worker.counters().requests() > 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnknownModelIs404AndNamesNothingInternal() throws Exception {
        start("");
        HttpResponse<String> answer = rig.post(CHAT, chat("nobody", false));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer.body()).at("/error/code").asText()).isEqualTo("model_not_found");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "w0", "w1", "\"m\"");
        assertThat(rig.atWorkers()).isZero();
    }

    @Test
    void modelsAreListedAndShown() throws Exception {
        start("models:\n  m: {aliases: [nickname]}\n");
        Set<String> ids = new TreeSet<>();
        json(rig.get("/v1/models").body())
                .path("data")
                .forEach(it -> ids.add(it.path("id").asText()));
        assertThat(ids).containsExactly("m", "nickname");
        assertThat(json(rig.get("/v1/models/m").body()).path("object").asText()).isEqualTo("model");
        assertThat(rig.get("/v1/models/nobody").statusCode()).isEqualTo(404);
    }

    // ---- faults

    @Test
    void aWorkerThatFailsBeforeItAnswersIsReplacedByAnother() throws Exception {
        start("");
        rig.workers.get(0).faults(FaultRule.always(new Fault.Status(503)));
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer = rig.post(CHAT, chat("m", false));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.metrics()).containsPattern("serai_retries_total\\{[^}]*} [1-9]"));
    }

    @Test
    void aWorkerThatDiesInMidStreamEndsInAnErrorEvent() throws Exception {
        start("");
        rig.workers.forEach(worker -> worker.faults(FaultRule.always(new Fault.ResetMidStream(3))));
        HttpResponse<String> answer = rig.post(CHAT, chat("m", true));
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> events =
                answer.body().strip().lines().filter(it -> !it.isEmpty()).toList();
        assertThat(events).endsWith("data: [DONE]").hasSizeGreaterThan(2);
        JsonNode error = json(events.get(events.size() - 2).substring("data: ".length()));
        assertThat(error.at("/error/code").asText()).as(answer.body()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("127.0.0.1", "Exception");
        assertThat(rig.atWorkers()).as("a stream that began is not sent again").isEqualTo(1);
    }

    @Test
    void aClientThatLeavesCancelsTheWorkersRequest() throws Exception {
        rig.worker(it -> it.tokenInterval(Duration.ofMillis(50)).outputTokens(1000))
                .config("")
                .start();
        MockWorker worker = rig.workers.getFirst();
        var stream = rig.open(CHAT, chat("m", true)).body();
        assertThat(stream.read()).isEqualTo('d');
        stream.close();
        worker.await("cancellation", counters -> counters.cancellations() == 1, SOON);
        await().atMost(SOON).until(() -> rig.metrics().contains("serai_requests_running 0.0"));
    }

    // ---- credentials

    @Test
    void probesAreOpenAndTheRestNeedsAKey() throws Exception {
        start("auth: {api-keys: [sk-client], admin-key: sk-boss}\n");
        for (String open : new String[] {"/health", "/readiness", "/liveness"}) {
            assertThat(rig.get(open).statusCode()).as(open).isEqualTo(200);
        }
        assertThat(rig.get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(rig.post(CHAT, chat("m", false)).statusCode()).isEqualTo(401);
        assertThat(rig.post(CHAT, chat("m", false), "authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(rig.atWorkers()).isZero();
        assertThat(rig.post(CHAT, chat("m", false), "authorization", "Bearer sk-client")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.post(CHAT, chat("m", false), "x-api-key", "sk-client").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theFleetIsForTheAdminKeyOnly() throws Exception {
        start("auth: {api-keys: [sk-client], admin-key: sk-boss}\n");
        for (String path : new String[] {"/workers", "/requests", "/routes", "/config", "/get_loads", "/v1/loads"}) {
            assertThat(rig.get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(rig.get(path, "authorization", "Bearer sk-client").statusCode())
                    .as(path)
                    .isBetween(401, 403);
            assertThat(rig.get(path, "authorization", "Bearer sk-boss").statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(rig.get("/config", "authorization", "Bearer sk-boss").body())
                .doesNotContain("sk-client", "sk-boss", "sk-worker");
    }

    @Test
    void theClientsKeyNeverReachesAWorker() throws Exception {
        start("auth: {api-keys: [sk-client]}\n");
        rig.post(CHAT, chat("m", false), "authorization", "Bearer sk-client");
        rig.post(CHAT, chat("m", false), "x-api-key", "sk-client");
        rig.workers.forEach(worker -> {
            assertThat(worker.lastRequest().headers().get("authorization")).containsExactly("Bearer sk-worker");
            assertThat(worker.lastRequest().headers().toString()).doesNotContain("sk-client");
        });
    }

    // ---- what operators see

    @Test
    void aRequestIsExplained() throws Exception {
        start("policy: {name: cache-aware}\n");
        rig.post(CHAT, chat("m", false), "x-request-id", "why");
        JsonNode explained = json(rig.get("/requests/why").body());
        JsonNode attempt = explained.path("attempts").get(0);
        assertThat(attempt.path("worker").asText()).isIn("w0", "w1");
        assertThat(attempt.path("reason").asText()).isNotEmpty();
        assertThat(attempt.path("scores")).hasSize(2);
        assertThat(attempt.path("outcome").asText()).isEqualTo("ok");
        assertThat(explained.path("ms").path("total").asDouble())
                .isGreaterThanOrEqualTo(explained.path("ms").path("head").asDouble());
        assertThat(explained.path("tokens").path("completion").asInt()).isEqualTo(16);
        assertThat(rig.get("/requests/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void theMetricsTellOfTheTraffic() throws Exception {
        start("");
        rig.post(CHAT, chat("m", false));
        rig.post(CHAT, chat("m", true));
        rig.post(CHAT, chat("nobody", false));
        await().atMost(SOON).until(() -> rig.metrics().contains("code=\"model_not_found\""));
        String metrics = rig.metrics();
        assertThat(metrics)
                .containsPattern("serai_requests_total\\{[^}]*model=\"m\"[^}]*} [12]\\.0")
                .containsPattern("serai_errors_total\\{[^}]*code=\"model_not_found\"[^}]*} 1\\.0")
                .containsPattern("serai_worker_state\\{[^}]*worker=\"w0\"[^}]*} ")
                .contains("jvm_memory");
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("serai_"))
                        .map(GatewayTest::name)
                        .distinct())
                .contains(
                        "serai_time_to_first_token_seconds_count",
                        "serai_time_per_output_token_seconds_count",
                        "serai_prompt_tokens_total",
                        "serai_completion_tokens_total",
                        "serai_request_duration_seconds_count",
                        "serai_requests_running",
                        "serai_requests_queued",
                        "serai_worker_breaker_state",
                        "serai_worker_in_flight",
                        "serai_generation");
    }

    private static String name(String line) {
        return line.split("[{ ]", 2)[0];
    }

    @Test
    void everyRequestIsALineOfTheAccessLog() throws Exception {
        start("");
        rig.post(CHAT, chat("m", false), "x-request-id", "line-1");
        await().atMost(SOON).until(() -> rig.read("access.log").contains("line-1"));
        JsonNode line = json(rig.read("access.log")
                .lines()
                .filter(it -> it.contains("line-1"))
                .findFirst()
                .orElseThrow());
        assertThat(line.toString()).contains("\"m\"", CHAT, "200");
    }

    // ---- the admin API

    @Test
    void registeredWorkersSurviveARestart() throws Exception {
        start("");
        try (var third = MockWorker.start()) {
            HttpResponse<String> answer =
                    rig.post("/workers", "{\"id\":\"third\",\"url\":\"" + third.baseUrl() + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            await().atMost(SOON).until(() -> serves("mock-model"));
            rig.stop();
            rig.start();
            await().atMost(SOON).until(() -> serves("mock-model"));
            assertThat(rig.post(CHAT, chat("mock-model", false)).statusCode()).isEqualTo(200);
        }
    }

    private boolean serves(String model) throws Exception {
        return rig.get("/v1/models/" + model).statusCode() == 200;
    }
}
