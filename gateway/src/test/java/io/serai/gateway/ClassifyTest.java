package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifiers of a running gateway, with a small model and one worker. */
class ClassifyTest {
    private static final String CLASSIFY = "/v1/classify";

    @TempDir
    Path folder;

    private GatewayRig rig;
    private Path model;

    @BeforeEach
    void files() {
        model = ClassifierFolder.write(folder.resolve("models/tiny"), "1.0.0");
        rig = new GatewayRig(folder).worker(UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private String config(String model) {
        return "classifiers:\n  threads: 1\n  deadline: 10s\n  folders: [%s]\n  models: {mine: {model: %s}}\n"
                .formatted(folder.resolve("models"), model);
    }

    private void start() throws Exception {
        rig.config(config(model.toString())).start();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return GatewayRig.json(answer.body());
    }

    private JsonNode classified(String body) throws Exception {
        HttpResponse<String> answer = rig.post(CLASSIFY, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("data");
    }

    private static String input(String text) {
        return "{\"input\":" + new ObjectMapper().valueToTree(text) + "}";
    }

    private JsonNode mine() throws Exception {
        return json(rig.get("/classifiers")).path("classifiers").path(0);
    }

    private void awaitMine(String pointer, String value) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mine().at(pointer).asText())
                        .as(mine().toString())
                        .isEqualTo(value));
    }

    // ---- answers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Book a table for two in Berlin",
                "\ud83d\ude00\ud83d\ude80\ud83d\ude00",
                "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
                "a\u200bb\u200d\ufeffc",
                "\u041f\u0440\u0438\u0432\u0435\u0442 w\u00f6rld \u6f22\u5b57",
                "\u0000\u0001 x \u0002\ufffd",
                "e\u0301\u0301\u0301\u0301"
            })
    void everyTextHasItsSignals(String text) throws Exception {
        start();
        JsonNode signals = classified(input(text)).path(0).path("signals");
        assertThat(signals.path("intent").path("label").isTextual()).isTrue();
        double sum = 0;
        for (JsonNode score : signals.path("intent").path("scores")) {
            sum += score.asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-3));
        assertThat(signals.path("complexity").path("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(signals.path("complexity").path("model").asText()).isEqualTo("tiny@1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u0000"})
    void aTextWithoutTokensIsOutOfScopeAndEasy(String text) throws Exception {
        start();
        JsonNode signals = classified(input(text)).path(0).path("signals");
        assertThat(signals.at("/intent/label").asText()).isEqualTo("other");
        assertThat(signals.at("/intent/score").asDouble()).isZero();
        assertThat(signals.at("/complexity/band").asText()).isEqualTo("easy");
        assertThat(signals.at("/pii/spans")).isEmpty();
    }

    @Test
    void aClassifierWhoseHeadsAllHaveAnotherServerSaysWho() throws Exception {
        String later = "    later: {model: %s}\n".formatted(model);
        rig.config(config(model.toString())
                                .replace("{mine: {model: " + model + "}}", "\n    mine: {model: " + model + "}")
                        + later)
                .start();
        JsonNode heads = json(rig.get("/classifiers")).path("heads");
        assertThat(heads.fieldNames()).toIterable().contains("intent", "pii");
        assertThat(heads).allSatisfy(server -> assertThat(server.asText()).isEqualTo("later"));
        HttpResponse<String> refused = rig.post(CLASSIFY, "{\"input\":\"x\",\"model\":\"mine\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("classifier_serves_no_head");
        assertThat(json(refused).at("/error/message").asText()).contains("'mine'", "intent by 'later'");
        assertThat(classified("{\"input\":\"x\",\"model\":\"later\",\"heads\":[\"intent\"],\"embedding\":true}")
                        .at("/0/signals/embedding/values"))
                .isNotEmpty();
        assertThat(rig.post("/v1/pii", "{\"text\":\"x\",\"types\":[\"NOPE\"]}").body())
                .contains("'NOPE'", "PERSON", "EMAIL_ADDRESS");
    }

    @Test
    void severalTextsAtOnceSayWhatEachSaysAlone() throws Exception {
        start();
        String first = "What is the balance of my account? ".repeat(20);
        JsonNode both = classified("{\"input\":[%s,\"hi\"],\"heads\":[\"intent\",\"complexity\"],\"model\":\"mine\"}"
                .formatted(new ObjectMapper().valueToTree(first)));
        JsonNode alone = classified(input(first));
        for (String score : List.of("/signals/intent/score", "/signals/complexity/score")) {
            assertThat(both.path(0).at(score).asDouble())
                    .isCloseTo(alone.path(0).at(score).asDouble(), within(1e-4));
        }
        assertThat(both.path(1).path("signals").has("pii")).isFalse();
        JsonNode values =
                classified("{\"input\":\"hi\",\"embedding\":true}").path(0).at("/signals/embedding/values");
        double square = 0;
        for (JsonNode value : values) {
            square += value.asDouble() * value.asDouble();
        }
        assertThat(square).isCloseTo(1, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":3} | 400 | invalid_value",
                "{\"input\":[]} | 400 | invalid_value",
                "{\"text\":[null]} | 400 | invalid_value",
                "{\"input\":\"a\",\"heads\":[\"mood\"]} | 400 | invalid_value",
                "{} | 400 | missing_required_parameter",
                "[\"a\"] | 400 | invalid_json",
                "{\"input\":\"a | 400 | invalid_json",
                "{\"model\":\"nobody\",\"input\":\"a\"} | 404 | model_not_found",
            })
    void saysWhatIsWrong(String body, int status, String code) throws Exception {
        start();
        HttpResponse<String> answer = rig.post(CLASSIFY, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo(code);
    }

    @Test
    void aMegabyteIsRefusedAndTheNextTextIsNot() throws Exception {
        start();
        HttpResponse<String> answer = rig.post(CLASSIFY, input("word ".repeat(210_000)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("text_too_long");
        assertThat(answer.body()).doesNotContain("word word");
        assertThat(classified(input("short"))).hasSize(1);
    }

    @Test
    void aWorkersModelIsStillTheWorkers() throws Exception {
        start();
        assertThat(rig.post(CLASSIFY, "{\"model\":\"m\",\"input\":\"x\"}").statusCode())
                .isEqualTo(200);
        assertThat(rig.atWorkers()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | idle",
                "'pii: {policies: [{action: mask, model: false}]}' | idle",
                "'pii: {policies: [{action: mask}]}' | ready",
                "'routing: {auto: {rules: [{name: hard, when: {complexity: hard}, use: {m: 1}}], otherwise: m}}' | ready",
                "'response-cache: {mode: semantic}' | ready",
            })
    void whatTheConfigurationNeedsIsLoadedBeforeTheFirstCall(String more, String state) throws Exception {
        rig.config(config(model.toString()) + more).start();
        assertThat(mine().path("state").asText()).isEqualTo(state);
    }

    @Test
    void aNeededModelThatWasRefusedIsLoadedWhenItsFolderIsMended() throws Exception {
        Path manifest = model.resolve("manifest.json");
        String good = Files.readString(manifest);
        Files.writeString(manifest, good.substring(1));
        rig.config(config(model.toString()) + "pii: {policies: [{action: mask}]}")
                .start();
        assertThat(mine().path("state").asText()).isEqualTo("refused");
        assertThat(rig.post(CHAT, GatewayRig.chat("m", false)).statusCode()).isEqualTo(503);
        Files.writeString(manifest, good);
        awaitMine("/state", "ready");
        assertThat(rig.post(CHAT, GatewayRig.chat("m", false)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatHappenedIsCounted() throws Exception {
        start();
        classified(input("one"));
        classified(input("one"));
        assertThat(rig.metrics())
                .contains("serai_classify_duration_seconds_count{outcome=\"ok\"} 2")
                .contains("serai_classify_texts_total 1.0")
                .contains("serai_classify_wait_seconds_count 1")
                .contains("serai_classify_run_seconds_count 1")
                .contains("serai_classify_run_rows_sum 1.0")
                .contains("serai_classify_cache_hits_total 1.0")
                .contains("serai_classifier_live{classifier=\"mine\",model=\"tiny@1.0.0\"} 1.0")
                .doesNotContain("input");
    }

    @Test
    void signalsGoToTheClientWhereARouteSaysSo() throws Exception {
        rig.write(
                "routes/chat.camel.yaml",
                rig.read("routes/chat.camel.yaml")
                        .replace(
                                "llm-classify:signals",
                                "llm-classify:signals?heads=intent,complexity&responseHeaders=true"));
        start();
        HttpResponse<String> answer = rig.post(CHAT, GatewayRig.chat("m", false));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-serai-intent")).isPresent();
        assertThat(answer.headers().firstValue("x-serai-complexity").orElse(""))
                .matches("(easy|medium|hard); score=0\\.\\d{3}");
    }

    // ---- models that come and go

    @Test
    void withoutAReleasedModelEverythingElseServes() throws Exception {
        rig.config("").start();
        assertThat(rig.post(CHAT, GatewayRig.chat("m", false)).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = rig.post(CLASSIFY, input("x"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("classifier_unavailable");
        assertThat(mine().path("name").asText()).isEqualTo("released");
        assertThat(mine().path("state").asText()).isEqualTo("refused");
        assertThat(mine().path("problem").asText()).contains("no released model", "classifiers.models");
    }

    @Test
    void aReleasedModelServesUnasked() throws Exception {
        ClassifierFolder.write(folder.resolve("released/serai-signals"), "1.0.0");
        rig.config("classifiers: {released: %s}\n".formatted(folder.resolve("released")))
                .start();
        assertThat(mine().path("state").asText()).isEqualTo("idle");
        assertThat(classified(input("x"))).hasSize(1);
        assertThat(mine().path("state").asText()).isEqualTo("ready");
    }

    @Test
    void aChangedFolderGoesLiveAndABrokenOneDoesNot() throws Exception {
        start();
        classified(input("x"));
        ClassifierFolder.write(model, "2.0.0");
        awaitMine("/model/version", "2.0.0");
        assertThat(mine().path("swaps").asInt()).isEqualTo(1);
        Files.writeString(model.resolve("model.onnx"), "broken");
        await().atMost(SOON).until(() -> !mine().path("problem").isNull());
        assertThat(mine().path("problem").asText()).contains("sha256");
        assertThat(classified(input("y")).path(0).at("/signals/intent/model").asText())
                .isEqualTo("tiny@2.0.0");
        assertThat(rig.metrics())
                .contains("serai_classifier_refused_total{classifier=\"mine\"} 1.0")
                .contains("serai_classifier_swaps_total{classifier=\"mine\"} 1.0");
    }

    @Test
    void aChangedConfigurationGoesLive() throws Exception {
        start();
        classified(input("x"));
        Path other = ClassifierFolder.write(folder.resolve("models/other"), "3.0.0");
        rig.config(config(other.toString()));
        awaitMine("/model/version", "3.0.0");
        rig.config(config(folder.resolve("models/nowhere").toString()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.get("/config").body()).contains("nowhere"));
        assertThat(classified(input("y")).path(0).at("/signals/intent/model").asText())
                .isEqualTo("tiny@3.0.0");
    }

    @Test
    void checkFindsAModelThatWouldBeRefused() throws IOException {
        Files.writeString(model.resolve("manifest.json"), "{");
        rig.config(config(model.toString()));
        assertThatThrownBy(() -> rig.check())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("classifiers.models[mine]")
                .hasMessageContaining("manifest.json");
    }

    // ---- the admin API

    @Test
    void aCandidateIsComparedAndPromoted() throws Exception {
        start();
        ClassifierFolder.write(folder.resolve("models/next"), "2.0.0");
        JsonNode set = json(rig.post("/classifiers/mine/shadow", "{\"model\":\"next\",\"share\":1}"));
        assertThat(set.at("/shadow/model/version").asText()).isEqualTo("2.0.0");
        classified(input("x"));
        awaitMine("/shadow/model/loaded", "true");
        classified(input("What about this one?"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                mine().at("/shadow/agreement/intent/compared").asLong())
                        .isPositive());
        assertThat(mine().at("/shadow/agreement/intent/rate").asDouble()).isEqualTo(1);
        HttpResponse<String> promoted = rig.post("/classifiers/mine/promote", "");
        assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
        assertThat(json(promoted).at("/model/version").asText()).isEqualTo("2.0.0");
        assertThat(json(promoted).path("shadow").isNull()).isTrue();
        assertThat(json(rig.post("/classifiers/mine/reload", ""))
                        .at("/model/version")
                        .asText())
                .as("what was promoted stays")
                .isEqualTo("2.0.0");
    }

    @Test
    void aDamagedCandidateIsRefusedAtOnceAndTheOneBeforeStays() throws Exception {
        start();
        classified(input("x"));
        ClassifierFolder.write(folder.resolve("models/next"), "2.0.0");
        Path damaged = ClassifierFolder.write(folder.resolve("models/damaged"), "3.0.0");
        byte[] graph = Files.readAllBytes(damaged.resolve("model.onnx"));
        graph[graph.length / 2] ^= 1;
        Files.write(damaged.resolve("model.onnx"), graph);
        rig.post("/classifiers/mine/shadow", "{\"model\":\"next\"}");
        HttpResponse<String> refused = rig.post("/classifiers/mine/shadow", "{\"model\":\"damaged\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).at("/error/message").asText()).contains("model.onnx has sha256");
        assertThat(mine().at("/shadow/model/version").asText()).isEqualTo("2.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/classifiers/other/reload  |                          | 404 | classifier_not_found",
                "/classifiers/other/promote |                          | 404 | classifier_not_found",
                "/classifiers/other/shadow  | {\"model\":null}         | 404 | classifier_not_found",
                "/classifiers/mine/promote  |                          | 409 | classifier_refused",
                "/classifiers/mine/shadow   | {}                       | 400 | missing_required_parameter",
                "/classifiers/mine/shadow   | {\"model\":3}            | 400 | invalid_value",
                "/classifiers/mine/shadow   | {\"model\":\"/etc\"}     | 400 | invalid_value",
                "/classifiers/mine/shadow   | {\"model\":\"../tiny\"}  | 400 | invalid_value",
                "/classifiers/mine/shadow   | {\"model\":\"a b\"}      | 400 | invalid_value",
                "/classifiers/mine/shadow   | {\"model\":\"tiny\",\"share\":2} | 400 | invalid_value",
                "/classifiers/mine/shadow   | {\"mode\":\"tiny\"}      | 400 | unknown_parameter",
                "/classifiers/mine/shadow   | {\"model\":\"empty\"}    | 409 | classifier_refused",
                "/classifiers/mine/explode  |                          | 404 | not_found",
            })
    void wrongChangesAreRefused(String path, String body, int status, String code) throws Exception {
        start();
        Files.createDirectories(folder.resolve("models/empty"));
        HttpResponse<String> answer = rig.post(path, body == null ? "" : body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo(code);
        assertThat(mine().path("shadow").isNull()).isTrue();
    }
}
