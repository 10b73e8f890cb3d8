package io.serai.gateway.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.fleet.Lease;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerRoutesTest {
    private static final String GPU_0 = "{\"url\": \"http://10.0.0.7:8000\", \"id\": \"gpu-0\"}";

    private final AdminFixture admin = new AdminFixture();

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void registersAWorkerThatIsAskedLater() {
        admin.engines.hold();
        Answer answer = admin.send("POST", "/workers", GPU_0).is(202);

        JsonNode body = answer.json();
        assertThat(body.path("id").asText()).isEqualTo("gpu-0");
        assertThat(body.path("status").asText()).isEqualTo("registering");
        assertThat(body.path("location").asText()).isEqualTo("/workers/gpu-0");
        assertThat(answer.headers().first("Location")).isEqualTo("/workers/gpu-0");
        assertThat(body.path("worker")).isEqualTo(admin.get("/workers/gpu-0").json());
        assertThat(body.path("worker").path("model_card").isNull()).isTrue();
        assertThat(counts()).containsExactly(1, 0);

        admin.engines.release();
        await().until(() -> counts().equals(List.of(1, 1)));
    }

    private List<Integer> counts() {
        JsonNode list = admin.get("/workers").is(200).json();
        return List.of(list.path("total").asInt(), list.path("ready").asInt());
    }

    @Test
    void showsAllOfAWorkerInAFixedOrder() {
        admin.ready(GPU_0);
        String expected = """
                {"id":"gpu-0","url":"http://10.0.0.7:8000","status":"ready","state":{"since":"2026-03-01T12:00:00Z"},
                "breaker":{"state":"closed"},"models":["llama","llama:sql"],"declared_models":{},"engine":"sglang",
                "context_length":0,"model_card":{"version":"0.5.6","models":[
                {"id":"llama","root":"/models/llama","parent":null,"context_length":8192,"owned_by":"sglang"},
                {"id":"llama:sql","root":null,"parent":"llama","context_length":null,"owned_by":"sglang"}],
                "generation":true,"reasoning_parser":"deepseek-r1","tool_call_parser":null,"vision":true,"dp_size":2,
                "page_size":64},"labels":{},"priority":0,"weight":1.0,"effective_weight":1.0,"cost":1.0,
                "max_in_flight":0,"in_flight":0,"load":{"known":false,"running":0,"waiting":0,"waiting_tokens":0,
                "token_usage":0.0},"origin":"api","api_key_set":false}""".replace("\n", "");
        assertThat(admin.get("/workers/gpu-0").is(200).text()).isEqualTo(expected);
        assertThat(admin.get("/workers").text()).isEqualTo("{\"workers\":[" + expected + "],\"total\":1,\"ready\":1}");
    }

    @Test
    void takesEveryField() {
        admin.ready("""
                {"url": "HTTP://Gpu.Example:8000/v1/", "id": "a:b", "api_key": "sk-own",
                 "models": {"chat": "llama", "sql": "llama:sql"}, "engine": "VLLM", "labels": {"zone": "b", "rack": "1"},
                 "priority": -2, "weight": 0.5, "cost": 3, "max_in_flight": 16, "context_length": 4096}""");
        JsonNode worker = admin.get("/workers/a:b").json();
        assertThat(worker.path("url").asText()).isEqualTo("http://gpu.example:8000");
        assertThat(worker.path("api_key_set").asBoolean()).isTrue();
        assertThat(worker.path("models")).isEqualTo(Answer.parse("[\"chat\", \"sql\"]"));
        assertThat(worker.path("declared_models"))
                .isEqualTo(Answer.parse("{\"chat\": \"llama\", \"sql\": \"llama:sql\"}"));
        assertThat(worker.path("engine").asText()).isEqualTo("vllm");
        assertThat(worker.path("labels")).isEqualTo(Answer.parse("{\"rack\": \"1\", \"zone\": \"b\"}"));
        assertThat(worker.path("priority").asInt()).isEqualTo(-2);
        assertThat(worker.path("weight").asDouble()).isEqualTo(0.5);
        assertThat(worker.path("cost").asDouble()).isEqualTo(3);
        assertThat(worker.path("max_in_flight").asInt()).isEqualTo(16);
        assertThat(worker.path("context_length").asInt()).isEqualTo(4096);
        assertThat(admin.engines.keys()).containsOnly("sk-own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model_id\": \"m\"          | {\"m\": \"m\"}",
                "\"models\": [\"b\", \"a\"]   | {\"b\": \"b\", \"a\": \"a\"}",
                "\"models\": {\"p\": \"u\"}   | {\"p\": \"u\"}",
                "\"models\": []               | {}",
                "\"models\": null             | {}",
                "\"model_id\": null           | {}",
            })
    void takesModelsInEachSpelling(String field, String declared) {
        admin.send("POST", "/workers", "{\"url\": \"http://h:1\", " + field + "}")
                .is(202);
        JsonNode worker = admin.get("/workers/h-1").json();
        assertThat(worker.path("declared_models")).isEqualTo(Answer.parse(declared));
    }

    @Test
    void refusesATakenIdOrAddress() {
        admin.ready(GPU_0);
        admin.send("POST", "/workers", "{\"url\": \"http://other\", \"id\": \"gpu-0\"}")
                .refuses(409, "worker_exists", null);
        admin.send("POST", "/workers", "{\"url\": \"http://10.0.0.7:8000/\"}").refuses(409, "worker_exists", null);
        assertThat(counts()).containsExactly(1, 1);
    }

    @Test
    void patchesAsMergePatchDoes() {
        admin.ready("""
                {"url": "http://h:1", "api_key": "k1", "labels": {"a": "1", "b": "2"}, "models": {"x": "u"},
                 "priority": 3, "weight": 2, "cost": 2, "max_in_flight": 2, "context_length": 2, "engine": "sglang"}""");

        JsonNode worker = patch("{\"labels\": {\"a\": null, \"c\": \"3\"}, \"models\": {\"y\": \"v\"}, \"weight\": 4}");
        assertThat(worker.path("labels")).isEqualTo(Answer.parse("{\"b\": \"2\", \"c\": \"3\"}"));
        assertThat(worker.path("declared_models")).isEqualTo(Answer.parse("{\"x\": \"u\", \"y\": \"v\"}"));
        assertThat(worker.path("weight").asDouble()).isEqualTo(4);
        assertThat(worker.path("priority").asInt()).isEqualTo(3);
        assertThat(worker.path("api_key_set").asBoolean()).isTrue();
        assertThat(patch("{}")).isEqualTo(worker);
        assertThat(patch("{\"models\": [\"z\"]}").path("declared_models")).isEqualTo(Answer.parse("{\"z\": \"z\"}"));
    }

    @Test
    void nullInAPatchRestoresTheDefault() {
        admin.ready("{\"url\": \"http://h:1\"}");
        JsonNode fresh = admin.get("/workers/h-1").json();
        JsonNode changed = patch("""
                {"api_key": "k1", "labels": {"a": "1"}, "models": {"x": "u"}, "priority": 3, "weight": 2, "cost": 2,
                 "max_in_flight": 2, "context_length": 2, "engine": "openai"}""");
        assertThat(changed.path("api_key_set").asBoolean()).isTrue();
        patch("""
                {"api_key": null, "labels": null, "models": null, "priority": null, "weight": null, "cost": null,
                 "max_in_flight": null, "context_length": null, "engine": null}""");
        await().until(() -> admin.get("/workers/h-1").json().equals(fresh));
    }

    private JsonNode patch(String body) {
        return admin.send("PATCH", "/workers/h-1", body).is(200).json();
    }

    @Test
    void replacesAWorkerWhole() {
        admin.ready("{\"url\": \"http://h:1\", \"priority\": 3, \"api_key\": \"k1\", \"labels\": {\"a\": \"1\"}}");
        JsonNode same = admin.send("PUT", "/workers/h-1", "{\"url\": \"http://h:1\", \"id\": \"h-1\", \"cost\": 9}")
                .is(200)
                .json();
        assertThat(same.path("cost").asInt()).isEqualTo(9);
        assertThat(same.path("priority").asInt()).isZero();
        assertThat(same.path("labels").isEmpty()).isTrue();
        assertThat(same.path("api_key_set").asBoolean()).isFalse();

        admin.engines.hold();
        JsonNode moved = admin.send("PUT", "/workers/h-1", "{\"url\": \"http://other:2\"}")
                .is(202)
                .json();
        assertThat(moved.path("id").asText()).isEqualTo("h-1");
        assertThat(moved.path("url").asText()).isEqualTo("http://other:2");
        assertThat(moved.path("status").asText()).isEqualTo("registering");
    }

    @Test
    void forgetsAnIdleWorkerAtOnce() {
        admin.ready(GPU_0);
        Answer answer = admin.send("DELETE", "/workers/gpu-0", "").is(202);
        assertThat(answer.text()).isEqualTo("{\"id\":\"gpu-0\",\"status\":\"draining\"}");
        admin.get("/workers/gpu-0").refuses(404, "unknown_worker", null);
    }

    @Test
    void letsABusyWorkerFinish() {
        admin.ready(GPU_0);
        Lease lease = lease("gpu-0");
        admin.send("DELETE", "/workers/gpu-0", "").is(202);

        JsonNode worker = admin.get("/workers/gpu-0").json();
        assertThat(worker.path("status").asText()).isEqualTo("draining");
        assertThat(worker.path("state").path("deadline").asText()).isEqualTo("2026-03-01T12:05:00Z");
        assertThat(worker.path("in_flight").asInt()).isEqualTo(1);
        admin.send("PATCH", "/workers/gpu-0", "{\"cost\": 2}").refuses(409, "worker_draining", null);

        lease.cancelled();
        await().until(() -> counts().equals(List.of(0, 0)));
    }

    private Lease lease(String worker) {
        return requireNonNull(admin.fleet.worker(worker).orElseThrow().tryBegin(10));
    }

    @Test
    void drainsWithinTheTimeAskedFor() {
        admin.ready(GPU_0);
        var _ = lease("gpu-0");
        Answer answer = admin.send("POST", "/workers/gpu-0/drain", "{\"timeout_secs\": 90}")
                .is(202);
        assertThat(answer.text()).isEqualTo("{\"id\":\"gpu-0\",\"status\":\"draining\"}");
        assertThat(deadline()).isEqualTo("2026-03-01T12:01:30Z");
        admin.send("POST", "/workers/gpu-0/drain", "").is(202);
        assertThat(deadline()).isEqualTo("2026-03-01T12:05:00Z");
        admin.send("POST", "/workers/gpu-0/drain", "{\"timeout_secs\": null}").is(202);

        admin.send("DELETE", "/workers/gpu-0?drain_timeout_secs=0", "").is(202);
        await().until(() -> counts().equals(List.of(0, 0)));
    }

    private String deadline() {
        return admin.get("/workers/gpu-0").json().path("state").path("deadline").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /workers/none,        ''",
        "GET,    /workers/gpu-0/drain, ''",
        "PUT,    /workers/none,        '{\"url\": \"http://h\"}'",
        "PATCH,  /workers/none,        '{}'",
        "DELETE, /workers/none,        ''",
        "POST,   /workers/none/drain,  ''",
        "POST,   /workers//drain,      ''",
    })
    void refusesAnUnknownWorker(String method, String target, String body) {
        admin.ready(GPU_0);
        admin.send(method, target, body).refuses(404, "unknown_worker", null);
    }

    @Test
    void refusesToPostToAWorker() {
        admin.ready(GPU_0);
        admin.send("POST", "/workers/gpu-0", "{}").refuses(405, "method_not_allowed", "DELETE, GET, PATCH, PUT");
    }

    @Test
    void neverTellsAKey() {
        admin.engines.hold();
        var answers = new ArrayList<Answer>();
        String body = "{\"url\": \"http://h:1\", \"api_key\": \"sk-SECRET\"";
        answers.add(admin.send("POST", "/workers", body + "}"));
        answers.add(admin.send("POST", "/workers", body + "}"));
        answers.add(admin.send("PUT", "/workers/h-1", body + "}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "{\"api_key\": \"sk-SECRET\"}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "{\"api_key\": \"sk-SECRET with blanks\"}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "{\"api_key\": [\"sk-SECRET\"]}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "{\"apikey\": \"sk-SECRET\"}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "{\"api_key\": sk-SECRET}"));
        answers.add(admin.send("PATCH", "/workers/h-1", "sk-SECRET"));
        answers.add(admin.send("POST", "/workers", "{\"url\": \"http://user:sk-SECRET@h:2\"}"));
        answers.add(admin.send("POST", "/workers", "{\"url\": \"http://user:sk-SECRET@h_2\"}"));
        answers.add(admin.get("/workers/h-1"));
        answers.add(admin.get("/workers"));
        answers.add(admin.send("DELETE", "/workers/h-1", ""));
        assertThat(answers).noneMatch(answer -> answer.text().contains("SECRET"));
        assertThat(answers.stream().map(Answer::status))
                .containsExactly(202, 409, 202, 202, 400, 400, 400, 400, 400, 400, 400, 200, 200, 202);
    }
}
