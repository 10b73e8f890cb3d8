package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal data through a running gateway, with a worker that repeats what it is told. */
class PiiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAIL = "jane.roe@example.com";
    private static final String CARD = "4111 1111 1111 1111";
    private static final String POLICY = """
            pii:
              key: a-secret-of-some-length
              on-failure: %s
              policies:
                - {model: %s, actions: {CREDIT_CARD: block, IP_ADDRESS: hash}, output: mask}
            """;

    @TempDir
    Path folder;

    private GatewayRig rig;
    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void prepare() {
        log.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(log);
        rig = new GatewayRig(folder).worker(it -> it.echo(true));
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(log);
        rig.close();
    }

    private void start(String onFailure, boolean model) throws Exception {
        rig.config(POLICY.formatted(onFailure, model)).start();
    }

    private static String chat(String text, boolean stream) {
        return "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(stream, text);
    }

    private String atWorker() {
        return rig.workers.getFirst().lastRequest().bodyText();
    }

    @Test
    void valuesReachNeitherWorkerNorLogsNorMetrics() throws Exception {
        start("closed", false);
        HttpResponse<String> whole = rig.post(CHAT, chat("Write to " + MAIL + " at 203.0.113.7", false));
        assertThat(whole.body()).contains(MAIL).contains("<IP_ADDRESS_");
        assertThat(atWorker()).contains("<EMAIL_ADDRESS_").doesNotContain(MAIL).doesNotContain("203.0.113.7");
        HttpResponse<String> stream = rig.post(CHAT, chat("Write to " + MAIL, true));
        assertThat(stream.body()).contains(MAIL).doesNotContain("EMAIL_ADDRESS");
        HttpResponse<String> blocked = rig.post(CHAT, chat("Card " + CARD, false));
        assertThat(blocked.statusCode()).isEqualTo(400);
        assertThat(GatewayRig.json(blocked.body()).path("error").path("code").asText())
                .isEqualTo("pii_blocked");
        assertThat(blocked.body()).contains("CREDIT_CARD in messages[0]").doesNotContain("4111");
        HttpResponse<String> broken = rig.post(CHAT, chat("Card " + CARD, false) + "}");
        assertThat(broken.statusCode()).isEqualTo(400);

        String metrics = rig.metrics();
        assertThat(metrics)
                .contains("serai_pii_requests_total{action=\"mask\"} 2.0")
                .contains("serai_pii_requests_total{action=\"block\"} 1.0")
                .contains("serai_pii_found_total{action=\"mask\",type=\"EMAIL_ADDRESS\"} 2.0")
                .contains("serai_pii_fail_open 0.0");
        await().atMost(SOON).until(() -> rig.read("access.log").lines().count() >= 4);
        String requests = rig.get("/requests").body();
        assertThat(metrics + rig.read("access.log") + requests + String.join("\n", logged))
                .doesNotContain(MAIL)
                .doesNotContain(CARD)
                .doesNotContain("203.0.113.7");
    }

    /** What is kept has placeholders, and each client gets its own values back. */
    @Test
    void answersFromTheCacheAreRestoredToo() throws Exception {
        rig.config(POLICY.formatted("closed", false) + "response-cache: {mode: exact}\n")
                .start();
        assertThat(cached(rig.post(CHAT, chat("Write to " + MAIL, false)))).isEqualTo("miss");

        HttpResponse<String> again = rig.post(CHAT, chat("Write to " + MAIL, false));
        HttpResponse<String> streamed = rig.post(CHAT, chat("Write to " + MAIL, true));

        assertThat(cached(again)).isEqualTo("hit-exact");
        assertThat(cached(streamed)).isEqualTo("hit-exact");
        assertThat(again.body()).contains(MAIL).doesNotContain("<EMAIL_ADDRESS");
        assertThat(streamed.body()).contains(MAIL).doesNotContain("<EMAIL_ADDRESS");
        assertThat(rig.atWorkers()).isEqualTo(1);
    }

    private static String cached(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-serai-cache").orElse("");
    }

    /** Every route that ships and serves a model; what the worker makes of it does not matter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/chat/completions|{'model':'m','messages':[{'role':'user','content':'%s'}]}",
                "/v1/completions|{'model':'m','prompt':['%s']}",
                "/generate|{'model':'m','text':'%s'}",
                "/v1/embeddings|{'model':'m','input':['%s']}",
                "/v1/rerank|{'model':'m','query':'q','documents':['%s']}",
                "/rerank|{'model':'m','query':'%s','documents':['d']}",
                "/v2/rerank|{'model':'m','query':'q','documents':[{'text':'%s'}]}",
                "/v1/score|{'model':'m','text_1':'a','text_2':['%s']}",
                "/score|{'model':'m','query':'q','items':['%s'],'label_token_ids':[1]}",
                "/v1/classify|{'model':'m','input':'%s'}",
                "/classify|{'model':'m','text':'%s'}",
            })
    void noRouteLetsAValuePass(String path, String body) throws Exception {
        start("closed", false);
        String request = body.replace('\'', '"');
        rig.post(path, request.formatted("Write to " + MAIL));
        assertThat(rig.metrics()).contains("serai_pii_found_total{action=\"mask\",type=\"EMAIL_ADDRESS\"} 1.0");
        if (path.startsWith("/v1/")) { // the simulated worker knows no others
            assertThat(atWorker()).contains("<EMAIL_ADDRESS_").doesNotContain(MAIL);
        }

        HttpResponse<String> blocked = rig.post(path, request.formatted("Card " + CARD));
        assertThat(blocked.statusCode()).isEqualTo(400);
        assertThat(blocked.body()).contains("pii_blocked").doesNotContain("4111");
    }

    /** What no rule knows is found by nobody, and nothing else breaks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\ud83d\ude00\ud83d\ude80\ud83d\ude00",
                "\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627\u202c",
                "a\u200bb\u200d\ufeffc",
                "\u041f\u0440\u0438\u0432\u0435\u0442 w\u00f6rld \u6f22\u5b57",
                "\u0000\u0001 x \u0002\ufffd\u007f"
            })
    void anyTextKeepsItsValuesIn(String text) throws Exception {
        start("closed", false);
        for (String more : List.of("", " " + MAIL, " jane\u200b.roe@example.com")) {
            String whole = text + more;
            String quoted = JSON.valueToTree(whole).toString();
            var answer =
                    rig.post(CHAT, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":" + quoted + "}]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(GatewayRig.json(answer.body())
                            .at("/choices/0/message/content")
                            .asText())
                    .contains(whole);
            String atWorker =
                    GatewayRig.json(atWorker()).at("/messages/0/content").asText();
            assertThat(atWorker).startsWith(text);
            assertThat(atWorker.contains("<EMAIL_ADDRESS_")).isEqualTo(!more.isEmpty());
            assertThat(atWorker).doesNotContain("example.com");
            var inspected = GatewayRig.json(
                    rig.post("/v1/pii", "{\"text\":" + quoted + "}").body());
            assertThat(inspected.path("entities").size()).isEqualTo(more.isEmpty() ? 0 : 1);
            assertThat(inspected.path("masked").asText()).startsWith(text).doesNotContain("example.com");
        }
    }

    @Test
    void aMegabyteIsSearchedToItsEnd() throws Exception {
        start("closed", false);
        String text = "all work and no play ".repeat(50_000) + MAIL;
        assertThat(rig.post(CHAT, chat(text, false)).statusCode()).isEqualTo(200);
        assertThat(rig.metrics()).contains("serai_pii_found_total{action=\"mask\",type=\"EMAIL_ADDRESS\"} 1.0");
        var inspected = GatewayRig.json(
                rig.post("/v1/pii", "{\"text\":\"" + text + "\"}").body());
        assertThat(inspected.at("/entities/0/end").asInt()).isEqualTo(text.length());
    }

    @Test
    void aPolicyDoesNotWaitForModelsToBeLoaded() throws Exception {
        start("closed", false);
        Path slow = ClassifierFolder.write(folder.resolve("slow"), "1.0.0").resolve("tokenizer.json");
        Files.delete(slow);
        assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor())
                .isZero();
        rig.config("""
                auth: {api-keys: [{name: other, key: sk-other}]}
                classifiers: {models: {mine: %s}}
                pii:
                  key: a-secret-of-some-length
                  policies:
                    - {types: [EMAIL_ADDRESS], model: false, actions: {EMAIL_ADDRESS: block}}
                    - {tenants: [other], model: true}
                """.formatted(slow.getParent()));
        try {
            await().atMost(SOON)
                    .until(() -> rig.post(CHAT, chat("Write to " + MAIL, false), "authorization", "Bearer sk-other")
                                    .statusCode()
                            == 400);
        } finally {
            Thread.ofPlatform().daemon().start(() -> ended(slow));
        }
    }

    /** Lets go whoever reads {@code pipe}. */
    private static void ended(Path pipe) {
        try {
            Files.writeString(pipe, "no tokenizer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void textCompletionsAreRestoredToo() throws Exception {
        start("closed", false);
        HttpResponse<String> answer =
                rig.post("/v1/completions", "{\"model\":\"m\",\"prompt\":\"Write to " + MAIL + "\"}");
        assertThat(answer.body()).contains(MAIL);
        assertThat(atWorker()).doesNotContain(MAIL);
    }

    @Test
    void theSwitchIsReportedWhereverItIsTurned() throws Exception {
        start("open", false);
        assertThat(String.join("\n", logged)).contains("pii.on-failure is open");
        assertThat(rig.metrics()).contains("serai_pii_fail_open 1.0");
        rig.config(POLICY.formatted("closed", "false"));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.metrics()).contains("serai_pii_fail_open 0.0"));
        assertThat(String.join("\n", logged)).contains("pii.on-failure is closed");
    }

    private List<String> warnings() {
        return List.copyOf(logged).stream()
                .filter(it -> it.contains("do not hold on the routes"))
                .toList();
    }

    @Test
    void aRouteThatNoPolicyHoldsOnIsReportedOnceALoad() throws Exception {
        rig.write("routes/own.camel.yaml", """
                - route:
                    id: own
                    from:
                      uri: llm-http:/own
                      steps: [{to: 'llm-dispatch:worker?path=/v1/chat/completions'}]
                """);
        rig.config("pii: {key: a-secret-of-some-length}\n").start();
        assertThat(warnings()).as("without a policy").isEmpty();
        assertThat(rig.get("/routes").body()).contains("\"unsearched\":[\"own (own.camel.yaml:1)\"]");

        rig.config(POLICY.formatted("closed", "false"));
        await().atMost(SOON).until(() -> warnings().size() == 1);
        assertThat(warnings().getFirst()).contains("own (own.camel.yaml:1)").contains("llm-pii:mask");
        assertThat(rig.check()).singleElement().asString().contains("own (own.camel.yaml:1)");

        rig.config(POLICY.formatted("open", "false"));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.metrics()).contains("serai_pii_fail_open 1.0"));
        assertThat(warnings()).as("of policies that are as they were").hasSize(1);

        rig.write("routes/own.camel.yaml", """
                - route:
                    id: own
                    from:
                      uri: llm-http:/own
                      steps: [{to: 'llm-pii:mask'}, {to: 'llm-dispatch:worker?path=/v1/chat/completions'}]
                """);
        await().atMost(SOON).until(() -> rig.get("/routes").body().contains("\"unsearched\":[]"));
        assertThat(rig.check()).isEmpty();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void aTextIsInspected() throws Exception {
        rig.config("").start();
        var answer = GatewayRig.json(
                rig.post("/v1/pii", "{\"text\":\"\\ud83d\\ude00 " + MAIL + "\",\"types\":[\"EMAIL_ADDRESS\"]}")
                        .body());
        assertThat(answer.path("entities").path(0).path("start").asInt()).isEqualTo(2);
        assertThat(answer.path("masked").asText()).matches("\ud83d\ude00 <EMAIL_ADDRESS_\\w+>");
        assertThat(rig.post(CHAT, chat("Write to " + MAIL, false)).statusCode()).isEqualTo(200);
        assertThat(atWorker()).as("without a policy").contains(MAIL);
    }
}
