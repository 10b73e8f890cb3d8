package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
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

/** Personal data through a running gateway, with a worker that repeats what it is told. */
class PiiTest {
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
