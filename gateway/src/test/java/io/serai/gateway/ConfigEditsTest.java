package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testkit.MockWorker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of {@code serai.yaml} while the gateway runs. */
class ConfigEditsTest {
    private static final String KEYS = "auth: {api-keys: [sk-client]}\n";

    private final GatewayRig rig;

    ConfigEditsTest(@TempDir Path folder) throws Exception {
        rig = GatewayRig.started(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode config() throws Exception {
        return json(rig.get("/config").body());
    }

    /** Saves the configuration with {@code more} and waits until it is in effect. */
    private void live(String more) throws Exception {
        int before = config().path("reloads").asInt();
        rig.config(more);
        await().atMost(SOON).until(() -> config().path("reloads").asInt() > before);
    }

    /** Saves a configuration and waits until it is refused. */
    private JsonNode refused(String more) throws Exception {
        int before = config().path("refusals").asInt();
        rig.config(more);
        await().atMost(SOON).until(() -> config().path("refusals").asInt() > before);
        return config().path("problems").get(0);
    }

    private int chatStatus(String... headers) throws Exception {
        return rig.post(CHAT, chat("m", false), headers).statusCode();
    }

    @Test
    void aNewKeyLocksTheOthersOutAndABrokenEditChangesNothing() throws Exception {
        assertThat(chatStatus()).isEqualTo(200);
        live(KEYS);
        assertThat(chatStatus()).isEqualTo(401);
        assertThat(chatStatus("authorization", "Bearer sk-client")).isEqualTo(200);

        JsonNode problem = refused("auth: {api-key: [sk-other]}\n");
        assertThat(problem.path("key").asText()).isEqualTo("auth.api-key");
        assertThat(problem.path("place").asText()).containsPattern("serai\\.yaml:\\d+");
        assertThat(problem.toString()).doesNotContain("sk-other");
        assertThat(chatStatus("authorization", "Bearer sk-client")).isEqualTo(200);
        assertThat(chatStatus()).isEqualTo(401);

        live("");
        assertThat(chatStatus()).isEqualTo(200);
        assertThat(config().path("problems")).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.metrics())
                        .containsPattern("serai_config_reloads_total\\{[^}]*applied[^}]*} 2\\.0")
                        .containsPattern("serai_config_reloads_total\\{[^}]*refused[^}]*} 1\\.0"));
    }

    @Test
    void anotherPolicyPicksFromNowOn() throws Exception {
        rig.post(CHAT, chat("m", false), "x-request-id", "before");
        live("policy: {name: cache-aware}\n");
        rig.post(CHAT, chat("m", false), "x-request-id", "after");
        assertThat(reason("before")).isEqualTo("next in turn");
        assertThat(reason("after")).isNotEqualTo("next in turn");
    }

    private String reason(String id) throws Exception {
        return json(rig.get("/requests/" + id).body()).at("/attempts/0/reason").asText();
    }

    @Test
    void aLimitHoldsFromNowOn() throws Exception {
        live("limits: {requests-per-second: 1}\n");
        int last = 200;
        for (int i = 0; i < 20 && last == 200; i++) {
            last = chatStatus();
        }
        assertThat(last).isEqualTo(429);
        live("limits: {requests-per-second: 0}\n");
        assertThat(chatStatus()).isEqualTo(200);
    }

    @Test
    void workersFollowTheFile() throws Exception {
        MockWorker gone = rig.workers.removeLast();
        try (gone) {
            live("");
            await().atMost(SOON).until(() -> !rig.get("/workers").body().contains(gone.baseUrl()));
            long before = gone.counters().requests();
            for (int i = 0; i < 4; i++) {
                assertThat(chatStatus()).isEqualTo(200);
            }
            assertThat(gone.counters().requests()).isEqualTo(before);
        }
    }

    @Test
    void whatNeedsARestartIsRefused() throws Exception {
        JsonNode problem = refused("requests-kept: 7\n" + KEYS);
        assertThat(problem.path("key").asText()).isEqualTo("requests-kept");
        assertThat(problem.path("remedy").asText()).contains("restart");
        assertThat(chatStatus()).as("nothing of the edit is in effect").isEqualTo(200);
    }
}
