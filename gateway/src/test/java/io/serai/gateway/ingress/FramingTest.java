package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are not quite a request, request ids, paths, and when a connection is kept. */
class FramingTest {
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

    // ---- not HTTP: one answer, then the end

    static Stream<Arguments> broken() {
        String post = "POST /echo HTTP/1.1\r\nhost: a\r\nx-request-id: id-1\r\n";
        return Stream.of(
                arguments("garbage", "\u0001\u0002\u0003 !!\r\n\r\n", 400),
                arguments("no version", "GET /get\r\nhost: a\r\n\r\n", 400),
                arguments("other protocol", "GET /get FTP/1.1\r\nhost: a\r\n\r\n", 400),
                arguments("HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
                arguments("no host", "GET /get HTTP/1.1\r\n\r\n", 400),
                arguments("two hosts", "GET /get HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", 400),
                arguments("length and chunked", post + "content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n", 400),
                arguments("chunked and length", post + "transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n", 400),
                arguments("two lengths", post + "content-length: 3\r\ncontent-length: 4\r\n\r\nabc", 400),
                arguments("two lengths in one field", post + "content-length: 3, 4\r\n\r\nabc", 400),
                arguments("negative length", post + "content-length: -1\r\n\r\n", 400),
                arguments("signed length", post + "content-length: +3\r\n\r\nabc", 400),
                arguments("length in hex", post + "content-length: 0x3\r\n\r\nabc", 400),
                arguments("length beyond long", post + "content-length: 99999999999999999999\r\n\r\n", 400),
                arguments("coding that is not chunked", post + "transfer-encoding: gzip\r\n\r\n", 400),
                arguments("coding around chunked", post + "transfer-encoding: gzip, chunked\r\n\r\n", 400),
                arguments("coding like chunked", post + "transfer-encoding: xchunked\r\n\r\n", 400),
                arguments(
                        "chunked twice",
                        post + "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n",
                        400),
                arguments("chunked by HTTP/1.0", "POST /echo HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n", 400),
                arguments("chunk size", post + "transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400),
                arguments("negative chunk", post + "transfer-encoding: chunked\r\n\r\n-1\r\nabc\r\n", 400),
                arguments("chunk without end", post + "transfer-encoding: chunked\r\n\r\n3\r\nabcdef\r\n", 400),
                arguments("blank before colon", post + "content-length : 3\r\n\r\nabc", 400),
                arguments("field without name", post + ": x\r\n\r\n", 400),
                arguments("NUL in a value", post + "x-a: b\u0000c\r\n\r\n", 400),
                arguments("return in a value", post + "x-a: b\rc\r\n\r\n", 400),
                arguments("NUL in a name", post + "x\u0000a: b\r\n\r\n", 400),
                arguments("head of 64 KB", post + "x-a: " + "y".repeat(64 << 10) + "\r\n\r\n", 431),
                arguments("many small fields", post + "x-a: b\r\n".repeat(3000) + "\r\n", 431),
                arguments("line of 64 KB", "GET /" + "y".repeat(64 << 10) + " HTTP/1.1\r\nhost: a\r\n\r\n", 414));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void whatIsNotHttpIsAnsweredOnceAndTheConnectionEnded(String name, String bytes, int status) throws Exception {
        try (var client = rig.connect()) {
            client.send(bytes + "GET /get HTTP/1.1\r\nhost: smuggled\r\n\r\n");
            var answer = client.read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("content-type")).isEqualTo("application/json");
            assertThat(answer.body()).startsWith("{\"error\":{\"message\":").contains("\"code\":\"");
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(answer.field("x-request-id")).isNotBlank();
            assertThat(client.ended()).as("what follows is not served").isTrue();
        }
        assertThat(rig.onlyEnded().status()).isEqualTo(status);
    }

    @Test
    void theIdOfABrokenRequestIsEchoedWhereItCouldBeRead() throws Exception {
        try (var client = rig.connect()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nhost: a\r\nx-request-id: mine\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
            assertThat(client.read().field("x-request-id")).isEqualTo("mine");
        }
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\nx-request-id: mine\r\ncontent-length: 1\r\n"
                    + "transfer-encoding: chunked\r\n\r\n");
            assertThat(client.read().field("x-request-id")).isEqualTo("mine");
        }
    }

    @Test
    void anEqualLengthTwiceIsOneLength() throws Exception {
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc");
            assertThat(client.read().status()).isIn(200, 400);
        }
    }

    // ---- request ids

    static Stream<Arguments> ids() {
        return Stream.of(
                arguments("x-request-id: a-1", "a-1"),
                arguments("X-Request-ID: a-2", "a-2"),
                arguments("request-id: b-1", "b-1"),
                arguments("x-correlation-id: c-1", "c-1"),
                arguments("x-correlation-id: c-2\r\nx-request-id: a-3", "a-3"),
                arguments("x-request-id: has blank\r\nrequest-id: b-2", "b-2"),
                arguments("x-request-id: " + "i".repeat(128), "i".repeat(128)),
                arguments("x-request-id: " + "i".repeat(129), ""),
                arguments("x-request-id: quote\"d", ""),
                arguments("x-request-id: back\\slash", ""),
                arguments("x-request-id: \u00e4", ""),
                arguments("x-request-id:", ""),
                arguments("x-other: 1", ""));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theClientsIdIsTakenOverIfItCanBe(String field, String id) {
        try (var client = rig.connect()) {
            String first = client.get("/get", field).read().field("x-request-id");
            String refused = client.get("/nowhere", field).read().field("x-request-id");
            if (id.isEmpty()) {
                assertThat(first).matches("req-[0-9a-f]{32}").isNotEqualTo(refused);
                assertThat(refused).matches("req-[0-9a-f]{32}");
            } else {
                assertThat(first).isEqualTo(id);
                assertThat(refused).isEqualTo(id);
            }
        }
        assertThat(rig.ended(2)).extracting(end -> end.call().id()).doesNotContain("");
    }

    // ---- paths

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("/rest/a", 200, "a"),
                arguments("/rest/a%2Fb", 200, "a/b"),
                arguments("/rest/a/b/../c", 200, "a/b/../c"),
                arguments("/rest/a+b%20c", 200, "a+b c"),
                arguments("/rest/%e2%82%ac", 200, "\u20ac"),
                arguments("/rest/%00", 200, "\u0000"),
                arguments("/%67et?x=%20&y", 200, "{\"q\":\"x=%20&y\"}"),
                arguments("http://elsewhere:1/get?a", 200, "{\"q\":\"a\"}"),
                arguments("https://elsewhere", 404, ""),
                arguments("/get/", 404, ""),
                arguments("//get", 404, ""),
                arguments("/GET", 404, ""),
                arguments("/rest/", 404, ""),
                arguments("/%zz", 404, ""),
                arguments("/%", 404, ""),
                arguments("*", 404, ""),
                arguments("/<script>\"\\", 404, ""));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void pathsAreDecodedOnceAndNeverNormalised(String path, int status, String body) {
        try (var client = rig.connect()) {
            var answer = client.get(path).read();
            assertThat(answer.status()).isEqualTo(status);
            if (status == 200) {
                assertThat(new String(answer.body().getBytes(ISO_8859_1), UTF_8))
                        .isEqualTo(body);
            }
        }
    }

    // ---- when a connection is kept

    static Stream<Arguments> endings() {
        return Stream.of(
                arguments("HTTP/1.1", "x: y", "", true),
                arguments("HTTP/1.1", "connection: keep-alive", "", true),
                arguments("HTTP/1.1", "connection: close", "close", false),
                arguments("HTTP/1.1", "Connection: Close", "close", false),
                arguments("HTTP/1.0", "x: y", "close", false),
                arguments("HTTP/1.0", "connection: keep-alive", "keep-alive", true));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void aConnectionIsKeptAsTheClientAsks(String version, String field, String echoed, boolean kept) {
        try (var client = rig.connect()) {
            String request = "GET /get " + version + "\r\nhost: a\r\n" + field + "\r\n\r\n";
            for (int i = 0; i < (kept ? 3 : 1); i++) {
                var answer = client.send(request).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.field("connection")).isEqualTo(echoed);
            }
            if (!kept) {
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @Test
    void http10NeedsNoHost() {
        try (var client = rig.connect()) {
            assertThat(client.send("GET /get HTTP/1.0\r\n\r\n").read().status()).isEqualTo(200);
        }
    }

    @Test
    void whatFollowsTheLastRequestDoesNotResetItsAnswer() throws Exception {
        try (var client = rig.connect()) {
            client.send("GET /big?300000 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n" + "junk".repeat(20_000));
            assertThat(client.read().body()).hasSize(300_000);
            assertThat(client.ended()).isTrue();
        }
    }

    // ---- bodies

    @Test
    void bodiesArriveWholeHoweverTheyAreCut() {
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
            for (String piece :
                    new String[] {"5", "\r", "\nhel", "lo\r\n", "6;x=y\r\n worl", "d\r\n0", "\r\ntrail: er\r\n", "\r\n"
                    }) {
                client.send(piece);
            }
            assertThat(client.read().body()).isEqualTo("hello world");
            assertThat(client.request("POST", "/echo", "next").read().body()).isEqualTo("next");
        }
    }

    @Test
    void aBodyOfAGetIsReadPast() {
        try (var client = rig.connect()) {
            assertThat(client.request("GET", "/get", "not asked for").read().status())
                    .isEqualTo(200);
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
    }

    // ---- Expect: 100-continue

    private static final String EXPECTING =
            "POST %s HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: %d\r\n\r\n";

    @Test
    void continueIsSentWhereTheRequestWillBeServed() {
        try (var client = rig.connect()) {
            client.send(EXPECTING.formatted("/echo", 4));
            assertThat(client.read().status()).isEqualTo(100);
            client.send("body");
            assertThat(client.read().body()).isEqualTo("body");
        }
    }

    static Stream<Arguments> notContinued() {
        return Stream.of(arguments("/nowhere", 4, 404), arguments("/get", 4, 405), arguments("/echo", 9_999_999, 413));
    }

    @ParameterizedTest
    @MethodSource("notContinued")
    void aRefusalTakesThePlaceOfContinue(String path, int length, int status) {
        try (var client = rig.connect()) {
            client.send(EXPECTING.formatted(path, length));
            assertThat(client.read().status()).isEqualTo(status);
            assertThat(client.ended())
                    .as("nobody knows whether the body follows")
                    .isTrue();
        }
    }
}
