package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A routing table in a running gateway: what it chooses, how that is explained, and what an edit changes. */
class RoutingTest {
    private static final String TABLE = """
            routing:
              auto:
                rules:
                  - name: with tools
                    when: {tools: true}
                    use: {large: 1}
                  - name: sent as gold
                    when: {headers: {x-tier: gold}}
                    best-of: [small, large]
                    by: {quality: 1, cost: 0.3}
                otherwise: small
            models:
              small: {quality: 0.4, output-cost: 1}
              large: {quality: 0.9, output-cost: 4}
            """;

    private final GatewayRig rig;

    RoutingTest(@TempDir Path folder) throws Exception {
        rig = new GatewayRig(folder)
                .worker(it -> it.model("small"))
                .worker(it -> it.model("large"))
                .config(TABLE)
                .start();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String withTools() {
        return chat("auto", false)
                .replace(
                        "\"messages\"",
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"messages\"");
    }

    private JsonNode explained(HttpResponse<String> answer) throws Exception {
        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        var found = rig.get("/requests/" + id);
        assertThat(found.statusCode()).isEqualTo(200);
        return json(found.body());
    }

    @Test
    void theTablesModelServesAndTheDecisionIsExplained() throws Exception {
        HttpResponse<String> plain = rig.post(CHAT, chat("auto", false));
        HttpResponse<String> tools = rig.post(CHAT, withTools());

        assertThat(json(plain.body()).path("model").asText()).isEqualTo("small");
        assertThat(json(tools.body()).path("model").asText()).isEqualTo("large");
        JsonNode decision = explained(tools).path("decision");
        assertThat(decision.path("requested").asText()).isEqualTo("auto");
        assertThat(decision.path("model").asText()).isEqualTo("large");
        assertThat(decision.path("rule").asText()).isEqualTo("with tools");
        assertThat(decision.path("reasons").get(0).asText()).isEqualTo("rule 'with tools' applies: has tools");
        assertThat(explained(rig.post(CHAT, chat("large", false))).has("decision"))
                .isFalse();
        assertThat(rig.metrics())
                .contains("serai_routing_decisions_total{model=\"large\",rule=\"with tools\",table=\"auto\"} 1.0")
                .contains("serai_routing_decisions_total{model=\"small\",rule=\"otherwise\",table=\"auto\"} 1.0");
    }

    @Test
    void aDryRunReachesNoWorker() throws Exception {
        long before = rig.atWorkers();

        HttpResponse<String> answer = rig.post("/v1/route", chat("auto", true), "x-tier", "gold");

        JsonNode choice = json(answer.body());
        assertThat(choice.path("model").asText()).isEqualTo("large");
        assertThat(choice.path("rule").asText()).isEqualTo("sent as gold");
        assertThat(choice.path("candidates")).hasSize(2);
        assertThat(rig.atWorkers()).isEqualTo(before);
        assertThat(rig.metrics()).doesNotContain("serai_routing_decisions_total{");
        assertThat(rig.post("/v1/route", "{\"model\":\"auto\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void theTableIsListedAsAModel() throws Exception {
        assertThat(json(rig.get("/v1/models").body()).path("data").findValuesAsText("id"))
                .contains("auto", "small", "large");
    }

    @Test
    void anEditOfTheTableGoesLive() throws Exception {
        rig.config(TABLE.replace("otherwise: small", "otherwise: large"));

        await().atMost(SOON)
                .until(() -> json(rig.post(CHAT, chat("auto", false)).body())
                        .path("model")
                        .asText()
                        .equals("large"));
        rig.config("");
        await().atMost(SOON).until(() -> rig.post(CHAT, chat("auto", false)).statusCode() == 404);
    }
}
