package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Headers;
import io.serai.engines.http.Rig.Transport;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(Transport.class)
class AnswersTest {
    record Case(String name, String method, String raw, int status, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Rig rig;

    AnswersTest(Transport transport) {
        rig = new Rig(transport);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("whole", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
                new Case("empty", "GET", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, ""),
                new Case(
                        "chunked",
                        "GET",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
                        200,
                        "hello"),
                new Case(
                        "chunked with a trailer",
                        "GET",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx-sum: 1\r\n\r\n",
                        200,
                        "hello"),
                new Case(
                        "after 100 and 103",
                        "GET",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
                        200,
                        "hello"),
                new Case("HEAD with a length", "HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n", 200, ""),
                new Case(
                        "HEAD after 100",
                        "HEAD",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n",
                        200,
                        ""),
                new Case("204", "DELETE", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
                new Case("304 with a length", "GET", "HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n", 304, ""),
                new Case("an error", "POST", "HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy", 503, "busy"),
                new Case("no reason phrase", "GET", "HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok", 200, "ok"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsTheAnswerAndKeepsTheConnection(Case c) throws Exception {
        try (var worker = FakeWorker.saying(c.raw)) {
            for (int i = 0; i < 3; i++) {
                var got = new Recorder();
                rig.send(rig.request(worker.endpoint(), c.method, "/", Headers.empty(), Rig.NO_LIMITS), got);
                got.awaitAnswer();
                assertThat(got.status()).isEqualTo(c.status);
                assertThat(got.body()).isEqualTo(c.body);
            }
            assertThat(worker.requests()).hasSize(3);
            assertThat(worker.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("untilClose")
    void readsUntilTheWorkerClosesAndNeverReusesThat(String head) throws Exception {
        try (var worker = FakeWorker.sayingThenClosing(head + "\r\n\r\nhello")) {
            for (int i = 0; i < 3; i++) {
                assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("hello");
            }
            assertThat(worker.connections()).isEqualTo(3);
        }
    }

    static Stream<String> untilClose() {
        return Stream.of("HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nconnection: close", "HTTP/1.0 200 OK\r\nserver: old");
    }

    /** The next request from within the end must not be given the connection that is just closing. */
    @Test
    void aRequestFromWithinTheEndOfAClosedBodyIsAnswered() throws Exception {
        try (var worker = FakeWorker.sayingThenClosing("HTTP/1.1 200 OK\r\n\r\nhello")) {
            var second = new Recorder();
            var first = new Recorder().onOver(() -> rig.client().send(rig.get(worker.endpoint(), "/second"), second));
            rig.send(rig.get(worker.endpoint(), "/first"), first);
            first.awaitAnswer();
            assertThat(second.awaitAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void passesHeaderFieldsOnInTheirOrderAndSpelling() throws Exception {
        try (var worker = FakeWorker.saying(
                "HTTP/1.1 200 OK\r\nX-One: 1\r\nset-cookie: a\r\nSet-Cookie:  b \r\n" + "content-length: 0\r\n\r\n")) {
            var fields = new ArrayList<String>();
            rig.answer(worker.endpoint()).headers().forEach((name, value) -> fields.add(name + "=" + value));
            assertThat(fields).containsExactly("X-One=1", "set-cookie=a", "Set-Cookie=b", "content-length=0");
        }
    }

    @Test
    void callsTheHandlerOnTheEventLoopOnly() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var threads = rig.answer(worker.endpoint()).threads();
            assertThat(threads)
                    .allMatch(thread -> rig.loop().inEventLoop(thread))
                    .hasSize(1);
        }
    }
}
