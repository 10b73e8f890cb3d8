package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MockWorkerExtension.class)
class CountersTest {
    private static final String PATH = "/v1/completions";

    @Test
    void countsByPathAndRequestId(MockWorker worker) throws Exception {
        Client client = new Client(worker);
        client.post(PATH, "{\"prompt\":\"12345678\",\"max_tokens\":4}", "x-request-id", "a");
        client.post(PATH, "{\"prompt\":\"12345678\",\"max_tokens\":4,\"stream\":true}", "x-request-id", "a");
        client.post(PATH, "{\"prompt\":\"12345678\",\"max_tokens\":4}", "x-request-id", "b");
        client.get("/health");
        client.get("/nowhere?x=1");

        MockCounters counters = worker.counters();
        assertThat(counters.requests()).isEqualTo(3);
        assertThat(counters.completed()).isEqualTo(3);
        assertThat(counters.rejected()).isZero();
        assertThat(counters.rids()).containsOnly(Map.entry("a", 2), Map.entry("b", 1));
        assertThat(counters.requestsByPath())
                .containsOnly(Map.entry(PATH, 3L), Map.entry("/health", 1L), Map.entry("/nowhere", 1L));
        assertThat(counters.promptTokens()).isEqualTo(6);
        assertThat(counters.tokensGenerated()).isEqualTo(12);
        assertThat(counters.connectionsOpen()).isPositive();
    }

    @Test
    void countersAreServedAndReset(MockWorker worker) throws Exception {
        Client client = new Client(worker);
        client.post(PATH, "{\"prompt\":\"x\"}", "x-request-id", "a");
        JsonNode served = client.json("/mock/counters");
        assertThat(served.path("requests").asInt()).isEqualTo(1);
        assertThat(served.at("/rids/a").asInt()).isEqualTo(1);
        assertThat(served.at("/requestsByPath").path(PATH).asInt()).isEqualTo(1);
        client.post("/mock/reset", "");
        assertThat(client.json("/mock/counters").path("requests").asInt(-1)).isZero();
    }

    @Test
    void theLastRequestIsKeptAsItCame(MockWorker worker) throws Exception {
        assertThatThrownBy(worker::lastRequest).isInstanceOf(AssertionError.class);
        String body = "{\"prompt\":\"é\",\"unknown\":[1]}";
        new Client(worker).post(PATH + "?q=1", body, "X-Custom", "v");

        RecordedRequest last = worker.lastRequest();
        assertThat(last.method()).isEqualTo("POST");
        assertThat(last.uri()).isEqualTo(PATH + "?q=1");
        assertThat(last.header("x-custom")).isEqualTo("v");
        assertThat(last.bodyText()).isEqualTo(body);
    }

    @Test
    void awaitingFailsWithTheCounters(MockWorker worker) {
        assertThatThrownBy(() -> worker.awaitRequests(1, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("requests >= 1")
                .hasMessageContaining("requests=0");
    }

    @Test
    void hugeBodiesPassAndOnlyTheirBeginningIsKept(MockWorker worker) throws Exception {
        try (MockWorker small = MockWorker.start(MockWorkerOptions.builder()
                .keptBodyBytes(10)
                .contextLength(Integer.MAX_VALUE)
                .build())) {
            String body = "{\"prompt\":\"" + "x".repeat(8 << 20) + "\",\"max_tokens\":1}";
            JsonNode answer = new Client(small).json(PATH, body);
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(2 << 20);
            assertThat(small.lastRequest().bodyText()).isEqualTo("{\"prompt\":");
            assertThat(small.lastRequest().bodyBytes()).isEqualTo(body.length());
        }
        assertThat(worker.counters().requests()).isZero();
    }

    @Test
    void connectionsAreKeptAliveAndClosedOnDemand(MockWorker worker) throws Exception {
        Client client = new Client(worker);
        String request = "GET /health HTTP/1.1\r\nhost: x\r\n";
        try (Socket socket = client.open(PATH, "{\"prompt\":\"x\"}")) {
            Client.readUntil(socket, "\"usage\"");
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            Client.readUntil(socket, "content-length: 0\r\n\r\n");
            socket.getOutputStream().write((request + "connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.readAll(socket)).contains("connection: close");
        }
        assertThat(worker.counters().connectionsOpened()).isEqualTo(1);
    }

    @Test
    void anHttp10StreamEndsWithItsConnection(MockWorker worker) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
            String body = "{\"prompt\":\"x\",\"stream\":true,\"max_tokens\":1}";
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.readAll(socket)).doesNotContain("chunked").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void expectContinueIsAnswered(MockWorker worker) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
            String body = "{\"prompt\":\"x\"}";
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n"
                                    + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Client.readUntil(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.readUntil(socket, "\"usage\"")).startsWith("HTTP/1.1 200 OK");
        }
    }
}
