package io.serai.steps.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.ModelCard;
import io.serai.core.Reply;
import io.serai.fleet.choice.ModelTable;
import io.serai.fleet.choice.ModelTables;
import io.serai.steps.Ask;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.RigSettings;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetRepliesTest {
    private static final String ODD_NAME = "org/\"odd\" \u4e2d\\";

    private final DispatchRig rig = new DispatchRig(RigSettings.DEFAULT.withAliases(Map.of("short", "m")));
    private final AtomicBoolean accepting = new AtomicBoolean(true);
    private final ModelTables tables = new ModelTables(List.of());
    private final FleetReplies replies = new FleetReplies(rig.fleet(), accepting::get, ModelCard::unknown, tables);

    @AfterEach
    void stop() {
        rig.close();
    }

    static JsonNode json(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().first("content-type")).isEqualTo("application/json");
        try {
            return new ObjectMapper().readTree(((Reply.Whole) reply).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void livenessIsAlwaysGood() {
        accepting.set(false);
        assertThat(json(replies.liveness(), 200).path("status").asText()).isEqualTo("alive");
    }

    @Test
    void readinessNeedsAWorkerAndNoShutdown() {
        json(replies.readiness(), 503);
        rig.worker("a");
        assertThat(json(replies.readiness(), 200).path("status").asText()).isEqualTo("ready");
        accepting.set(false);
        assertThat(json(replies.readiness(), 503).path("status").asText()).isEqualTo("shutting down");
    }

    @Test
    void modelsAreListedWithAliases() {
        assertThat(json(replies.models(), 200).path("data")).isEmpty();
        rig.worker("a", it -> it.model("m").contextLength(4096));
        rig.worker("b", MockWorkerOptions.builder().model("n").build(), it -> it.models(Map.of(ODD_NAME, "n")));
        JsonNode list = json(replies.models(), 200);
        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data").findValuesAsText("id")).containsExactlyInAnyOrder("m", "short", ODD_NAME);
        for (JsonNode model : list.path("data")) {
            assertThat(model.path("object").asText()).isEqualTo("model");
            assertThat(model.path("created").isIntegralNumber()).isTrue();
            assertThat(model.path("owned_by").asText()).isNotEmpty();
            assertThat(model.has("parent")).isTrue();
        }
        JsonNode alias = json(replies.model("short"), 200);
        assertThat(alias.path("root").asText()).isEqualTo("m");
        assertThat(alias.path("max_model_len").asInt()).isEqualTo(4096);
        assertThat(json(replies.model(ODD_NAME), 200).path("id").asText()).isEqualTo(ODD_NAME);
    }

    @Test
    void anUnknownModelIs404() {
        rig.worker("a");
        assertThatThrownBy(() -> replies.model("gone"))
                .extracting("status", "code")
                .containsExactly(404, "model_not_found");
    }

    @Test
    void loadsAreThoseOfEachWorker() {
        rig.worker("a").faults(FaultRule.always(new Fault.Hang()));
        Heard heard = rig.call(Ask.whole());
        rig.mock("a").awaitRequests(1, DispatchRig.PATIENCE);
        JsonNode ours = json(replies.workerLoads(), 200).path("workers").path(0);
        assertThat(ours.path("worker").asText()).isEqualTo("a");
        assertThat(ours.path("load").asInt()).isEqualTo(1);
        JsonNode theirs = json(replies.loads(), 200).path("loads").path(0);
        assertThat(theirs.path("in_flight").asInt()).isEqualTo(1);
        assertThat(theirs.path("known").isBoolean()).isTrue();
        assertThat(theirs.path("token_usage").isNumber()).isTrue();
        heard.cancel();
    }

    @Test
    void routingTablesAreListedAsModelsOfTheGateway() {
        tables.reconfigure(List.of(new ModelTable("auto", List.of(), "m")));

        JsonNode listed = json(replies.models(), 200).path("data");

        assertThat(listed.findValuesAsText("id")).contains("auto");
        assertThat(json(replies.model("auto"), 200).path("owned_by").asText()).isEqualTo("serai");
    }
}
