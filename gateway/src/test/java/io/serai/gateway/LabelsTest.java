package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.gateway.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and labels in {@code serai.yaml} that no model has: at a check, a start, an edit, and when a model goes live. */
class LabelsTest {
    private static final String CARD = "4111 1111 1111 1111";

    @TempDir
    Path folder;

    private GatewayRig rig;
    private Path model;

    @BeforeEach
    void prepare() {
        rig = new GatewayRig(folder).worker(it -> it.echo(true));
        model = ClassifierFolder.write(folder.resolve("models/tiny"), "1.0.0");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** A policy of the types of the model, PERSON and PLACE, or others. */
    private GatewayRig policy(String types, String blocked) {
        return rig.config("""
                classifiers: {deadline: 20s, models: {mine: %s}}
                pii: {policies: [{types: [%s], actions: {%s: block}}]}
                """.formatted(model, types, blocked));
    }

    private JsonNode config() throws Exception {
        return json(rig.get("/config").body());
    }

    @Test
    void aTypeThatNobodyFindsIsRefusedByCheckAndStart() throws Exception {
        policy("PERSN", "CREDIT_CARD");
        assertThatThrownBy(rig::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("serai.yaml:", "pii.policies[0].types: PERSN", "did you mean PERSON?");
        assertThatThrownBy(rig::start).isInstanceOf(ConfigException.class).hasMessageContaining("PERSN");
        rig.stop();

        policy("PLACE", "CREDIT_CARD");
        rig.check();
        rig.start();
    }

    @Test
    void anEditWithSuchATypeLeavesThePolicyBeforeInEffect() throws Exception {
        policy("PERSON", "CREDIT_CARD").start();
        policy("PERSON", "CREDIT_CRAD");
        await().atMost(SOON).until(() -> config().path("refusals").asInt() == 1);
        assertThat(config().path("problems").get(0).path("key").asText()).isEqualTo("pii.policies[0].actions");
        String call = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"card %s\"}]}".formatted(CARD);
        assertThat(rig.post(CHAT, call).body()).contains("pii_blocked");
    }

    @Test
    void aModelThatGoesLiveWithoutATypeIsTold() throws Exception {
        policy("PERSON", "CREDIT_CARD").start();
        assertThat(config().path("warnings")).isEmpty();
        rename("PERSON", "NAME", "2.0.0");
        await().atMost(SOON).until(() -> !config().path("warnings").isEmpty());
        assertThat(config().path("warnings").toString())
                .contains("pii.policies[0].types", "PERSON is found by no rule, and the head pii has NAME, PLACE");

        rename("NAME", "PERSON", "3.0.0");
        await().atMost(SOON).until(() -> config().path("warnings").isEmpty());
    }

    /** Makes the folder another version of its model, in one move. */
    private void rename(String type, String other, String version) throws IOException {
        Path manifest = model.resolve("manifest.json");
        Path next = model.resolve("next");
        Files.writeString(
                next,
                Files.readString(manifest)
                        .replace(type, other)
                        .replaceFirst("\"version\": \"[0-9.]+\"", "\"version\": \"" + version + "\""));
        Files.move(next, manifest, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aLabelMayComeWithAPromotion() throws Exception {
        Path candidate = ClassifierFolder.write(folder.resolve("models/candidate"), "2.0.0");
        Path manifest = candidate.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"booking\"", "\"refund\""));
        rig.config("""
                classifiers: {deadline: 20s, folders: [%s], models: {mine: %s}}
                routing: {auto: {rules: [{name: r, when: {intent: refund}, use: {m: 1}}], otherwise: m}}
                """.formatted(folder.resolve("models"), model));
        assertThat(rig.check()).singleElement().asString().contains("refund is no label of the classifier");
        rig.start();
        await().atMost(SOON).until(() -> !config().path("warnings").isEmpty());
        assertThat(config().path("warnings").get(0).path("seen").asText())
                .startsWith("refund is no label of the classifier");

        assertThat(rig.post("/classifiers/mine/shadow", "{\"model\":\"candidate\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.post("/classifiers/mine/promote", "{}").statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> config().path("warnings").isEmpty());
    }
}
