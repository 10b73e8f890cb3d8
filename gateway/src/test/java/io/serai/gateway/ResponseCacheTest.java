package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are given again, in a running gateway. */
class ResponseCacheTest {
    private final GatewayRig rig;

    ResponseCacheTest(@TempDir Path folder) throws Exception {
        rig = GatewayRig.started(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private String cached(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("x-serai-cache").orElse("");
    }

    private void on() throws Exception {
        rig.config("response-cache: {mode: exact}\n");
        await().atMost(SOON)
                .until(() -> !cached(rig.post(CHAT, chat("m", false))).isEmpty());
    }

    @Test
    void bySettingItAnswersTheSameAgain() throws Exception {
        assertThat(cached(rig.post(CHAT, chat("m", false)))).isEmpty();
        on();
        long before = rig.atWorkers();

        HttpResponse<String> whole = rig.post(CHAT, chat("m", false));
        HttpResponse<String> stream = rig.post(CHAT, chat("m", true));

        assertThat(cached(whole)).isEqualTo("hit-exact");
        assertThat(cached(stream)).isEqualTo("hit-exact");
        assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(stream.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
        assertThat(rig.atWorkers()).isEqualTo(before);
        String id = whole.headers().firstValue("x-request-id").orElseThrow();
        assertThat(json(rig.get("/requests/" + id).body()).path("model").asText())
                .isEqualTo("m");
        assertThat(rig.metrics())
                .contains("serai_response_cache_hits_total{match=\"exact\"}", "serai_response_cache_entries 1.0");
    }

    @Test
    void switchedOffItForgets() throws Exception {
        on();
        rig.config("");
        await().atMost(SOON)
                .until(() -> cached(rig.post(CHAT, chat("m", false))).isEmpty());

        assertThat(rig.metrics()).contains("serai_response_cache_entries 0.0");
    }
}
