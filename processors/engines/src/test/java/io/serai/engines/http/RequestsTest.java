package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.Span;
import io.serai.engines.http.FakeWorker.RawRequest;
import io.serai.engines.http.Rig.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the worker is sent. */
@ParameterizedClass
@EnumSource(Transport.class)
class RequestsTest {
    private final Rig rig;

    RequestsTest(Transport transport) {
        this.rig = new Rig(transport);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawRequest sent(FakeWorker worker, EngineRequest request) {
        var recorder = new Recorder();
        rig.send(request, recorder);
        recorder.awaitAnswer();
        return worker.request();
    }

    @Test
    void lineHostAndFields() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            Headers fields = Headers.of("X-Request-Id", "r1", "accept", "a", "accept", "b");
            RawRequest sent =
                    sent(worker, rig.request(worker.endpoint(), "GET", "/v1/models?a=b%20c", fields, Rig.NO_LIMITS));
            assertThat(sent.line()).isEqualTo("GET /v1/models?a=b%20c HTTP/1.1");
            assertThat(sent.values("host")).containsExactly("127.0.0.1:" + worker.port());
            assertThat(sent.values("x-request-id")).containsExactly("r1");
            assertThat(sent.values("accept")).containsExactly("a", "b");
            assertThat(sent.fields()).hasSize(4);
        }
    }

    @Test
    void theWorkersKeyTakesThePlaceOfAnyOther() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            Headers fields = Headers.of("authorization", "Bearer client", "Authorization", "Basic more");
            RawRequest sent = sent(worker, rig.request(worker.endpoint("", "own"), "POST", "/", fields, Rig.NO_LIMITS));
            assertThat(sent.values("authorization")).containsExactly("Bearer own");
        }
    }

    @Test
    void withoutAKeyTheCallersFieldStands() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            Headers fields = Headers.of("authorization", "Bearer client");
            RawRequest sent = sent(worker, rig.request(worker.endpoint(), "POST", "/", fields, Rig.NO_LIMITS));
            assertThat(sent.values("authorization")).containsExactly("Bearer client");
        }
    }

    /** Two lengths, or a length beside chunks, are how one request is made to look like two. */
    @Test
    void framingFieldsOfTheCallerAreNotBelieved() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            Headers fields = Headers.of("Host", "evil", "Content-Length", "99", "Transfer-Encoding", "chunked");
            EngineRequest plain = rig.post(worker.endpoint(), "hello");
            RawRequest sent = sent(
                    worker,
                    new EngineRequest(
                            plain.endpoint(), "POST", "/", fields, plain.body(), plain.timeouts(), plain.loop()));
            assertThat(sent.values("host")).containsExactly("127.0.0.1:" + worker.port());
            assertThat(sent.values("content-length")).containsExactly("5");
            assertThat(sent.values("transfer-encoding")).isEmpty();
            assertThat(sent.body()).asString().isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,0", "PUT,0", "DELETE,0", "GET,", "HEAD,"})
    void anEmptyBodyHasALengthWhereOneIsExpected(String method, String length) throws Exception {
        try (var worker = FakeWorker.saying("HTTP/1.1 204 No\r\n\r\n")) {
            RawRequest sent = sent(worker, rig.request(worker.endpoint(), method, "/", Headers.empty(), Rig.NO_LIMITS));
            assertThat(sent.values("content-length")).isEqualTo(length == null ? List.of() : List.of(length));
        }
    }

    @ParameterizedTest
    @CsvSource({"'',/v1/x", "/,/v1/x", "/base,/base/v1/x", "/base/,/base/v1/x", "/a%20b/c,/a%20b/c/v1/x"})
    void thePathOfTheEndpointComesFirst(String base, String target) throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            assertThat(sent(worker, rig.get(worker.endpoint(base, null), "/v1/x"))
                            .target())
                    .isEqualTo(target);
        }
    }

    @Test
    void credentialsInTheUrlStayOutOfTheHostField() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var url = URI.create("http://user:secret@127.0.0.1:" + worker.port());
            RawRequest sent = sent(worker, rig.get(new Endpoint(url, null), "/"));
            assertThat(sent.values("host")).containsExactly("127.0.0.1:" + worker.port());
        }
    }

    /** A decoded path can hold a line end: it must not end the request line. */
    @ParameterizedTest
    @CsvSource({"'/a b',/a%20b", "/\u00fc\u20ac,/%C3%BC%E2%82%AC", "/a%20b,/a%20b"})
    void whatMayNotStandInTheRequestLineIsEscaped(String target, String sent) throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            assertThat(sent(worker, rig.get(worker.endpoint(), target)).target())
                    .isEqualTo(sent);
            rig.send(rig.get(worker.endpoint(), "/x HTTP/1.1\r\nevil: 1\r\n"), new Recorder());
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(worker.requests())
                    .allSatisfy(request -> assertThat(request.values("evil")).isEmpty());
        }
    }

    @Test
    void aSplicedBodyArrivesWhole() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            byte[] client = "{\"model\":\"alias\",\"x\":1}".getBytes(StandardCharsets.UTF_8);
            var plain = rig.post(worker.endpoint());
            var pieces = List.of(
                    new EngineRequest.Bytes(client, new Span(0, 9)),
                    EngineRequest.Bytes.all("\"real\"".getBytes(StandardCharsets.UTF_8)),
                    new EngineRequest.Bytes(client, Span.NONE),
                    new EngineRequest.Bytes(client, new Span(16, client.length)));
            RawRequest sent = sent(
                    worker,
                    new EngineRequest(
                            plain.endpoint(), "POST", "/", Headers.empty(), pieces, Rig.NO_LIMITS, rig.loop()));
            assertThat(sent.body()).asString().isEqualTo("{\"model\":\"real\",\"x\":1}");
        }
    }

    @Test
    void manyPiecesArriveInOrder() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            String[] pieces = new String[100];
            Arrays.setAll(pieces, i -> i + ",");
            assertThat(sent(worker, rig.post(worker.endpoint(), pieces)).body())
                    .asString()
                    .isEqualTo(String.join("", pieces));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, (1 << 20) + 1, 64 << 20})
    void aLargeBodyArrivesAsItIs(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            for (int i = 1; i <= 2; i++) {
                var plain = rig.post(worker.endpoint());
                var pieces = List.of(
                        new EngineRequest.Bytes(body, new Span(0, size / 3)),
                        new EngineRequest.Bytes(body, new Span(size / 3, size)));
                var recorder = new Recorder();
                rig.send(
                        new EngineRequest(
                                plain.endpoint(), "POST", "/", Headers.empty(), pieces, Rig.NO_LIMITS, rig.loop()),
                        recorder);
                recorder.awaitAnswer();
                assertThat(Arrays.equals(worker.requests().getLast().body(), body))
                        .as("the same bytes")
                        .isTrue();
                if (size > 1 << 24) {
                    break;
                }
            }
            assertThat(worker.connections()).isEqualTo(1);
        }
    }

    /** The answer stands although the body could not be written; and the rest of the body meets no other request. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyRefusedBeforeItIsReadGivesTheRefusal(boolean closes) throws Exception {
        try (var worker = FakeWorker.start(peer -> {
            String head = peer.readHead();
            boolean large = head != null && head.startsWith("POST");
            peer.write(large ? "HTTP/1.1 413 Too Large\r\ncontent-length: 5\r\n\r\nlarge" : FakeWorker.ok("x"));
            if (!closes) {
                peer.socket().shutdownOutput();
                peer.awaitClose();
            }
        })) {
            var plain = rig.post(worker.endpoint());
            var body = List.of(EngineRequest.Bytes.all(new byte[32 << 20]));
            var recorder = new Recorder();
            rig.send(
                    new EngineRequest(plain.endpoint(), "POST", "/", Headers.empty(), body, Rig.NO_LIMITS, rig.loop()),
                    recorder);
            recorder.awaitAnswer();
            assertThat(recorder.status()).isEqualTo(413);
            assertThat(recorder.body()).isEqualTo("large");
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(worker.connections()).isEqualTo(2);
        }
    }

    /** The worker keeps the connection and takes its time with the body: nobody else may wait behind that. */
    @Test
    void aConnectionStillBusyWithItsRequestIsNotReused() throws Exception {
        var over = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            String head = peer.readHead();
            boolean large = head != null && head.startsWith("POST");
            peer.write(large ? "HTTP/1.1 413 Too Large\r\ncontent-length: 5\r\n\r\nlarge" : FakeWorker.ok("x"));
            over.await();
        })) {
            var recorder = new Recorder();
            rig.send(rig.post(worker.endpoint(), "a".repeat(32 << 20)), recorder);
            assertThat(recorder.awaitAnswer().status()).isEqualTo(413);
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            over.countDown();
        }
    }

    /** What waits for a slow worker must not lie in direct memory as a whole. */
    @Test
    void aLargeBodyThatWaitsTakesLittleDirectMemory() throws Exception {
        int size = 64 << 20;
        try (var worker = FakeWorker.start(FakeWorker.Peer::readHead);
                var stuck = FakeWorker.start(peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    new CountDownLatch(1).await();
                })) {
            long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            var plain = rig.post(stuck.endpoint());
            var body = List.of(EngineRequest.Bytes.all(new byte[size]));
            EngineExchange exchange = rig.send(
                    new EngineRequest(plain.endpoint(), "POST", "/", Headers.empty(), body, Rig.NO_LIMITS, rig.loop()),
                    new Recorder());
            // A second exchange has come and gone: the first had its turn.
            var second = new Recorder();
            rig.send(rig.get(worker.endpoint(), "/"), second);
            second.awaitOver();
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                    .isLessThan(size / 2);
            rig.onLoop(exchange::cancel);
        }
    }
}
