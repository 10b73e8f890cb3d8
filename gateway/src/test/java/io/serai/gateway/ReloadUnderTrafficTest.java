package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither a request nor a stream notices that routes are replaced, or that an edit is refused. */
class ReloadUnderTrafficTest {
    private static final int RELOADS = 10;
    private static final int STREAMS = 20;
    private static final int TOKENS = 400;

    @Test
    void nobodyNotices(@TempDir Path folder) throws Exception {
        var rig = new GatewayRig(folder)
                .worker(it -> it.tokenInterval(Duration.ofMillis(10)).outputTokens(TOKENS))
                .worker(it -> it.tokenInterval(Duration.ofMillis(10)).outputTokens(TOKENS));
        var requests = Executors.newSingleThreadScheduledExecutor();
        try (rig) {
            rig.config("").start();
            var streams = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(rig.postAsync(CHAT, chat("m", true)));
            }
            await().atMost(SOON).until(() -> rig.atWorkers() == STREAMS);
            var answers = new ConcurrentLinkedQueue<CompletableFuture<HttpResponse<String>>>();
            var beat = requests.scheduleAtFixedRate(
                    () -> answers.add(rig.postAsync(CHAT, oneToken())), 0, 20, TimeUnit.MILLISECONDS);
            edit(rig, 1);
            edit(rig, 2);
            assertThat(streams).as("reloaded while they ran").noneMatch(CompletableFuture::isDone);
            for (int i = 3; i <= RELOADS; i++) {
                edit(rig, i);
            }
            assertThat(rig.post(CHAT, oneToken()).headers().firstValue("x-version"))
                    .hasValue(String.valueOf(RELOADS - 1));
            beat.cancel(false);
            check(streams, List.copyOf(answers));
        } finally {
            requests.shutdownNow();
        }
    }

    /** A request belongs to the routes that were live when its head came. */
    @Test
    void aBodyMayComeAfterTheEditsThatReplaceItsRoutes(@TempDir Path folder) throws Exception {
        try (var rig = new GatewayRig(folder).worker(it -> it.outputTokens(1))) {
            rig.config("").start();
            edit(rig, 1);
            byte[] body = oneToken().getBytes(UTF_8);
            String head = "POST " + CHAT
                    + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-type: application/json\r\n"
                    + "content-length: " + body.length + "\r\n\r\n";
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
                InputStream in = socket.getInputStream();
                socket.getOutputStream().write(head.getBytes(UTF_8));
                String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
                assertThat(new String(in.readNBytes(goOn.length()), UTF_8)).isEqualTo(goOn);
                edit(rig, 3);
                edit(rig, 5);
                socket.getOutputStream().write(body);
                String answer = new String(in.readAllBytes(), UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("x-version: 1\r\n");
            }
        }
    }

    private static String oneToken() {
        return chat("m", false).replace("\"stream\"", "\"max_tokens\":1,\"stream\"");
    }

    /** Odd edits are good, even ones are broken in one way or another. */
    private static void edit(GatewayRig rig, int number) throws Exception {
        String good = """
                - route:
                    id: chat
                    from:
                      uri: llm-http:/v1/chat/completions?api=CHAT
                      steps:
                        - to: llm-dispatch:worker
                        - to: llm-parse:answer
                        - setHeader:
                            name: x-version
                            constant: %d
                """.formatted(number);
        List<String> broken = List.of(
                good.replace("llm-dispatch", "llm-nothing"),
                good.replace("id: chat", "id: models"),
                good.replace("chat/completions", "embeddings"),
                good + "  - [",
                "");
        boolean right = number % 2 == 1;
        rig.write("routes/chat.camel.yaml", right ? good : broken.get((number / 2 - 1) % broken.size()));
        String field = right ? "applied" : "refused";
        int wanted = right ? 1 + (number + 1) / 2 : number / 2;
        await().atMost(SOON)
                .until(() -> json(rig.get("/routes").body()).path(field).asInt() == wanted);
    }

    private static void check(
            List<CompletableFuture<HttpResponse<String>>> streams,
            List<CompletableFuture<HttpResponse<String>>> answers)
            throws Exception {
        for (var stream : streams) {
            String body = stream.get(20, TimeUnit.SECONDS).body();
            assertThat(body).endsWith("data: [DONE]\n\n").doesNotContain("\"error\"");
            assertThat(body.split("\"content\":\"", -1).length - 1).isBetween(TOKENS, TOKENS + 2);
        }
        assertThat(answers).hasSizeGreaterThan(20);
        for (var answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }
}
