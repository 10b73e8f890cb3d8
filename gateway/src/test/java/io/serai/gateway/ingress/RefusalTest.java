package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused by its head or body: status, code, envelope, and whether the connection lives on. */
class RefusalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static IngressRig rig;

    @BeforeAll
    static void listen() {
        rig = IngressRig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void quiet() {
        rig.settle();
    }

    private static RawClient.Answer refused(RawClient.Answer answer, int status, String code) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("content-type")).isEqualTo("application/json");
        JsonNode error = JSON.readTree(answer.body()).get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(error.get("type").asText()).endsWith("_error");
        assertThat(error.has("param")).isTrue();
        assertThat(answer.field("x-request-id")).isNotBlank();
        return answer;
    }

    @Test
    void unknownPathsAndMethodsAreRefusedOnAConnectionThatIsKept() throws Exception {
        try (var client = rig.connect()) {
            refused(client.get("/nowhere").read(), 404, "not_found");
            var wrong = refused(client.request("PUT", "/later", "body").read(), 405, "method_not_allowed");
            assertThat(wrong.field("allow")).isEqualTo("GET, POST");
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
        assertThat(rig.ended(3)).extracting(IngressRig.Ended::status).containsExactly(404, 405, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "applicationjson, 415",
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "APPLICATION/JSON, 200",
        "application/vnd.api+json, 200",
    })
    void onlyJsonIsTakenForJson(String type, int status) throws Exception {
        try (var client = rig.connect()) {
            var answer = client.request("POST", "/v1/chat/completions", CHAT, "content-type: " + type)
                    .read();
            if (status == 415) {
                refused(answer, 415, "unsupported_media_type");
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    private static final String CHAT = "{\"model\":\"m\",\"messages\":[]}";

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\u0000", "{\"model\":1}", "{\"model\":\"m\",\"messages\":[}"})
    void aBodyThatIsNoRequestIsRefusedAndTheNextOneServed(String body) throws Exception {
        try (var client = rig.connect()) {
            assertThat(client.request("POST", "/v1/chat/completions", body)
                            .read()
                            .status())
                    .isEqualTo(400);
            assertThat(client.request("POST", "/v1/chat/completions", CHAT)
                            .read()
                            .body())
                    .isEqualTo("m");
        }
    }

    @Test
    void tenThousandBracketsAreRefused() throws Exception {
        try (var client = rig.connect()) {
            String body = "{\"model\":\"m\",\"messages\":" + "[".repeat(10_000);
            assertThat(client.request("POST", "/v1/chat/completions", body)
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    // ---- keys

    @Test
    void aWrongKeyIsRefusedBeforeTheBodyIsRead() throws Exception {
        rig.withKeys();
        try (var client = rig.connect()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nhost: a\r\nauthorization: Bearer wrong\r\ncontent-length: 500000\r\n\r\n");
            refused(client.read(), 401, "invalid_api_key");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void aRefusedSmallBodyIsReadPastAndTheConnectionKept() throws Exception {
        rig.withKeys();
        try (var client = rig.connect()) {
            client.request("POST", "/echo", "GET /admin HTTP/1.1\r\n\r\n");
            refused(client.read(), 401, "missing_api_key");
            client.request("POST", "/echo", "right", "authorization: Bearer " + IngressRig.KEY);
            assertThat(client.read().body()).isEqualTo("right");
        }
    }

    @Test
    void adminPathsAskForTheAdminKey() throws Exception {
        rig.withKeys();
        try (var client = rig.connect()) {
            refused(client.get("/admin", "x-api-key: " + IngressRig.KEY).read(), 401, "invalid_api_key");
            var answer =
                    client.get("/admin", "x-api-key: " + IngressRig.ADMIN_KEY).read();
            assertThat(answer.body()).isEqualTo("admin");
            assertThat(client.get("/get").read().status()).as("an open path").isEqualTo(200);
        }
    }

    // ---- bodies that are too large

    @Test
    void aBodyAnnouncedTooLargeIsRefusedBeforeItComes() throws Exception {
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 600001\r\n\r\n");
            refused(client.read(), 413, "body_too_large");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsServed() throws Exception {
        try (var client = rig.connect()) {
            String body = "x".repeat(IngressRig.BODY_LIMIT);
            assertThat(client.request("POST", "/echo", body).read().body()).isEqualTo(body);
        }
    }

    @Test
    void aClientThatKeepsSendingCanReadWhyItIsRefused() throws Exception {
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\nx-request-id: up-1\r\ntransfer-encoding: chunked\r\n\r\n");
            byte[] chunk = ("4000\r\n" + "y".repeat(0x4000) + "\r\n").getBytes(US_ASCII);
            client.sendUntilRefused(chunk, 3_000_000);
            var answer = refused(client.read(), 413, "body_too_large");
            assertThat(answer.field("x-request-id")).isEqualTo("up-1");
            assertThat(answer.field("connection")).isEqualTo("close");
        }
        assertThat(rig.onlyEnded().status()).isEqualTo(413);
    }

    // ---- pipelines that fail

    @ParameterizedTest
    @CsvSource({
        "/throws, 500, internal_error",
        "/fails, 500, internal_error",
        "/nothing, 500, no_reply",
        "/refuses, 429, slow_down",
        "/bad-body, 500, internal_error",
        "/status?100, 500, internal_error",
        "/status?99, 500, internal_error",
        "/status?-1, 500, internal_error",
        "/status?1000, 500, internal_error",
    })
    void aPipelineThatFailsIsAnsweredAndTheConnectionKept(String path, int status, String code) throws Exception {
        try (var client = rig.connect()) {
            var answer = refused(client.get(path).read(), status, code);
            assertThat(answer.body()).doesNotContain("secret detail").doesNotContain("Exception");
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
        assertThat(rig.ended(2).getFirst().code()).isEqualTo(code);
    }

    @Test
    void retryAfterIsWholeSecondsAndNotZero() throws Exception {
        try (var client = rig.connect()) {
            assertThat(client.get("/refuses").read().field("retry-after")).isEqualTo("2");
        }
    }

    @Test
    void aPipelineThatThrowsAfterItsEndHasAnsweredOnce() throws Exception {
        try (var client = rig.connect()) {
            assertThat(client.get("/throws-twice").read().body()).isEqualTo("first");
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
        assertThat(rig.ended(2)).extracting(IngressRig.Ended::code).containsOnly("ok");
    }

    @Test
    void aLiveReplyThatCannotStartEndsInAnErrorEvent() throws Exception {
        try (var client = rig.connect()) {
            assertThat(client.get("/bad-live").read().body())
                    .contains("internal_error")
                    .endsWith("data: [DONE]\n\n")
                    .doesNotContain("secret");
        }
        assertThat(rig.onlyEnded().code()).isEqualTo("internal_error");
    }

    // ---- what a route may put into the answer

    @Test
    void aRoutesHeadersAreSentButNeitherFramingNorLineBreaks() throws Exception {
        try (var client = rig.connect()) {
            var answer = client.get("/message", "x-twice: one", "x-twice: two", "authorization: Bearer k")
                    .read();
            assertThat(answer.body()).isEqualTo("{\"from\":\"route\"}");
            assertThat(answer.field("x-route")).isEqualTo("set");
            assertThat(answer.field("x-request-id")).startsWith("req-");
            for (String absent : new String[] {"x-evil", "x-split", "x-twice", "authorization", "host", "connection"}) {
                assertThat(answer.values(absent)).as(absent).isEmpty();
            }
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, body", "204, ''", "304, ''", "404, body", "599, body"})
    void statusesWithoutABodyHaveNone(int status, String body) throws Exception {
        try (var client = rig.connect()) {
            var answer = client.get("/status?" + status).read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
        assertThat(rig.ended(2).getFirst().code()).isEqualTo(status < 400 ? "ok" : "status_" + status);
    }
}
