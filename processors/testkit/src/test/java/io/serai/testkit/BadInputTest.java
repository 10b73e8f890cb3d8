package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    @RegisterExtension
    static final MockWorkerExtension WORKER = new MockWorkerExtension();

    private final Client client = new Client(WORKER.worker());

    record Case(String name, String path, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> refused() {
        String chat = "/v1/chat/completions";
        return Stream.of(
                new Case("empty", chat, ""),
                new Case("no JSON", chat, "hello"),
                new Case("cut off", chat, "{\"messages\":[{\"role\":\"us"),
                new Case("an array", chat, "[]"),
                new Case("a string", chat, "\"x\""),
                new Case("trailing text", chat, "{\"messages\":[]} x"),
                new Case("messages missing", chat, "{\"model\":\"m\"}"),
                new Case("messages of a wrong type", chat, "{\"messages\":\"hi\"}"),
                new Case("stream of a wrong type", chat, "{\"messages\":[],\"stream\":\"yes\"}"),
                new Case("negative max_tokens", chat, "{\"messages\":[],\"max_tokens\":-1}"),
                new Case("nested too deep", chat, "{\"messages\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                new Case("control character", chat, "{\"messages\":[],\"x\":\"a\nb\"}"),
                new Case("bad escape", chat, "{\"messages\":[],\"x\":\"\\q\"}"),
                new Case("bad number", chat, "{\"messages\":[],\"x\":01}"),
                new Case("mismatched brackets", chat, "{\"messages\":[}}"),
                new Case("prompt missing", "/v1/completions", "{}"),
                new Case("no input", "/generate", "{\"text\":null}"),
                new Case("input missing", "/v1/embeddings", "{}"),
                new Case("query missing", "/v1/rerank", "{\"documents\":[\"x\"]}"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedAndTheNextRequestWorks(Case bad) throws Exception {
        assertThat(client.post(bad.path, bad.body).statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/completions", "{\"prompt\":\"x\"}").statusCode())
                .isEqualTo(200);
        assertThat(WORKER.worker().counters().rejected()).isEqualTo(1);
    }

    @Test
    void errorIsFlatAsSglangWritesIt() throws Exception {
        var error = client.json("/v1/chat/completions", "{}");

        assertThat(error.path("object").asText()).isEqualTo("error");
        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("message").asText()).isEqualTo("messages: Field required");
    }

    @Test
    void otherContentTypesAreRefused() throws Exception {
        assertThat(client.post("/v1/completions", "{\"prompt\":\"x\"}", "content-type", "text/plain")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tooLongForTheContextIsRefused() throws Exception {
        try (MockWorker small =
                MockWorker.start(MockWorkerOptions.builder().contextLength(10).build())) {
            Client smallClient = new Client(small);
            assertThat(smallClient
                            .post("/v1/completions", "{\"prompt\":\"12345678\",\"max_tokens\":8}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(smallClient
                            .post("/v1/completions", "{\"prompt\":\"12345678\",\"max_tokens\":9}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aPipelinedSecondRequestClosesTheConnection() throws Exception {
        WORKER.worker().faults(FaultRule.always(new Fault.Hang()));
        try (Socket socket = client.open("/v1/completions", "{\"prompt\":\"x\"}")) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(WORKER.worker().counters().disconnects()).isZero();
    }
}
