package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Api;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.RequestFields;
import io.serai.core.RequestHead;
import io.serai.core.Selection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestRoutesTest {
    private final AdminFixture admin = new AdminFixture("--worker-urls", "http://h:1");

    @AfterEach
    void close() {
        admin.close();
    }

    private void ended(String id) {
        var head = new RequestHead("POST", "/v1/chat/completions", "", Headers.empty(), "10.0.0.9");
        var call = new InferenceCall(id, head, new byte[0], admin.loop, 1);
        call.accept(Api.CHAT, RequestFields.NONE, "");
        call.trace().model("llama");
        var worker = admin.fleet.worker("w").orElseThrow();
        var scores = List.of(new Selection.Score("w", 1.5), new Selection.Score("v", 2));
        call.trace()
                .attempt(new Selection(worker, "least cost", scores), 5_000_001)
                .outcome("ok");
        call.trace().ended(9_000_001);
        admin.requests.ended(call, 200, "ok");
    }

    @Test
    void explainsARequest() {
        admin.ready("{\"url\": \"http://h:1\", \"id\": \"w\"}");
        ended("req:1/a");
        JsonNode request = admin.get("/requests/req:1/a").is(200).json();
        assertThat(request.path("id").asText()).isEqualTo("req:1/a");
        assertThat(request.path("worker").asText()).isEqualTo("w");
        assertThat(request.path("model").asText()).isEqualTo("llama");
        assertThat(request.path("ms").path("total").asDouble()).isEqualTo(9);
        JsonNode attempt = request.path("attempts").get(0);
        assertThat(attempt.path("reason").asText()).isEqualTo("least cost");
        assertThat(attempt.path("at_ms").asDouble()).isEqualTo(5);
        assertThat(attempt.path("scores").toString())
                .isEqualTo("[{\"worker\":\"w\",\"score\":1.5},{\"worker\":\"v\",\"score\":2.0}]");
    }

    @Test
    void listsTheLatestFirst() {
        admin.ready("{\"url\": \"http://h:1\", \"id\": \"w\"}");
        assertThat(admin.get("/requests").text()).isEqualTo("{\"requests\":[],\"kept\":1000}");
        List.of("r1", "r2", "r3", "r4").forEach(this::ended);
        assertThat(ids("/requests")).containsExactly("r4", "r3", "r2");
        assertThat(ids("/requests?limit=2")).containsExactly("r4", "r3");
        JsonNode first = admin.get("/requests?limit=1").json().path("requests").get(0);
        assertThat(first).isEqualTo(admin.get("/requests/r4").json());
    }

    private List<String> ids(String target) {
        return admin.get(target).is(200).json().path("requests").findValuesAsText("id");
    }

    @Test
    void saysThatOnlyTheLastAreKept() {
        String text = admin.get("/requests/gone")
                .refuses(404, "request_not_found", null)
                .text();
        assertThat(text).contains("last 1000 are kept");
    }
}
