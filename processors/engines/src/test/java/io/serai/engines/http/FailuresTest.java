package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Endpoint;
import io.serai.core.EngineFailure;
import io.serai.core.EngineFailure.ConnectFailed;
import io.serai.core.EngineFailure.Malformed;
import io.serai.core.EngineFailure.ResetBeforeHead;
import io.serai.core.EngineFailure.ResetMidBody;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.engines.http.Rig.Transport;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorker;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Transport.class)
class FailuresTest {
    private final Rig rig;

    FailuresTest(Transport transport) {
        rig = new Rig(transport);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Recorder send(Endpoint endpoint) {
        var recorder = new Recorder();
        rig.send(rig.get(endpoint, "/"), recorder);
        return recorder;
    }

    @Test
    void aRefusedPortIsAFailedConnection() throws Exception {
        int port;
        try (var closedAtOnce = new ServerSocket(0)) {
            port = closedAtOnce.getLocalPort();
        }
        var endpoint = new Endpoint(URI.create("http://127.0.0.1:" + port), "secret");
        var failure = send(endpoint).awaitFailure(ConnectFailed.class);
        assertThat(failure.detail()).contains("127.0.0.1:" + port, "refused").doesNotContain("secret", "\n", "\tat ");
    }

    /** The lookup may take its time; the loop serves others meanwhile. */
    @Test
    void aHostThatDoesNotResolveIsAFailedConnectionAndBlocksNobody() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var lost = send(new Endpoint(URI.create("http://no-such-host.invalid:8000"), null));
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            var failure = lost.awaitFailure(ConnectFailed.class);
            assertThat(failure.detail()).isEqualTo("host no-such-host.invalid does not resolve");
            assertThat(lost.threads()).allMatch(thread -> rig.loop().inEventLoop(thread));
        }
    }

    /** A name with an address that nobody listens on: the next address is tried. */
    @Test
    void aNameIsTriedAtEachOfItsAddresses() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var endpoint = new Endpoint(URI.create("http://localhost:" + worker.port()), null);
            assertThat(rig.answer(endpoint).body()).isEqualTo("x");
            assertThat(worker.request().values("host")).containsExactly("localhost:" + worker.port());
        }
    }

    record Case(String name, FakeWorker.Script script, Class<? extends EngineFailure> kind) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                said("closed without a byte", "", ResetBeforeHead.class),
                said("closed within the status line", "HTTP/1.1 2", ResetBeforeHead.class),
                said("closed within the head", "HTTP/1.1 200 OK\r\nx: y\r\n", ResetBeforeHead.class),
                said("closed after a 100", "HTTP/1.1 100 Continue\r\n\r\n", ResetBeforeHead.class),
                said("short of its length", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", ResetMidBody.class),
                said("length without a byte", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", ResetMidBody.class),
                said(
                        "closed between chunks",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                        ResetMidBody.class),
                said("another protocol", "SSH-2.0-OpenSSH_9.6\r\n", Malformed.class),
                said("binary", "\0\1\2\u00ff not HTTP\n\n", Malformed.class),
                said("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n", Malformed.class),
                said(
                        "two lengths",
                        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
                        Malformed.class),
                said("a negative length", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", Malformed.class),
                said(
                        "a chunk size that is none",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhalf\r\n",
                        Malformed.class),
                said(
                        "a head above the limit",
                        "HTTP/1.1 200 OK\r\nx: " + "y".repeat(HttpClientSettings.DEFAULT.maxHeaderBytes()) + "\r\n\r\n",
                        Malformed.class),
                said("a line without end", "HTTP/1.1 200 " + "y".repeat(100_000), Malformed.class),
                said(
                        "another protocol, unasked",
                        "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nbytes",
                        Malformed.class));
    }

    private static Case said(String name, String raw, Class<? extends EngineFailure> kind) {
        return new Case(
                name,
                peer -> {
                    peer.read();
                    peer.write(raw);
                    peer.socket().shutdownOutput();
                    peer.awaitClose();
                },
                kind);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatBreaksHasAKindAndTheNextRequestWorks(Case c) throws Exception {
        var healed = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            if (healed.getCount() > 0) {
                c.script.serve(peer);
            } else {
                peer.read();
                peer.write(FakeWorker.ok("x"));
            }
        })) {
            var recorder = new Recorder();
            rig.send(rig.get(worker.endpoint(), "/"), recorder);
            var failure = recorder.awaitFailure(c.kind);
            assertThat(failure.detail())
                    .startsWith("http://127.0.0.1:" + worker.port())
                    .doesNotContain("\tat ", "\n");
            assertThat(failure.detail().length()).isLessThan(500);
            healed.countDown();
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
        }
    }

    @Test
    void aResetBeforeTheHead() throws Exception {
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            peer.reset();
        })) {
            send(worker.endpoint()).awaitFailure(ResetBeforeHead.class);
        }
    }

    /** Also where a close in good order would have been the end of the body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhalf"
            })
    void aResetInMidBody(String raw) throws Exception {
        var seen = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            peer.write(raw);
            seen.await();
            peer.reset();
        })) {
            var recorder = new Recorder().onData(seen::countDown);
            rig.send(rig.get(worker.endpoint(), "/"), recorder);
            recorder.awaitFailure(ResetMidBody.class);
            assertThat(recorder.body()).isEqualTo("half");
        }
    }

    record MockCase(Fault fault, Class<? extends EngineFailure> kind) {}

    static Stream<MockCase> mockCases() {
        return Stream.of(
                new MockCase(new Fault.ResetBeforeHead(), ResetBeforeHead.class),
                new MockCase(new Fault.ResetMidStream(3), ResetMidBody.class),
                new MockCase(new Fault.Truncate(), ResetMidBody.class),
                new MockCase(new Fault.Garbage(), Malformed.class));
    }

    @ParameterizedTest
    @MethodSource("mockCases")
    void theMockWorkersFaultsHaveTheirKind(MockCase c) {
        try (var worker = MockWorker.start()) {
            worker.faults(FaultRule.next(1, c.fault));
            var recorder = chat(worker);
            recorder.awaitFailure(c.kind);
            assertThat(chat(worker).awaitAnswer().body()).endsWith("data: [DONE]\n\n");
        }
    }

    private Recorder chat(MockWorker worker) {
        var recorder = new Recorder();
        rig.send(
                new EngineRequest(
                        new Endpoint(URI.create(worker.baseUrl()), null),
                        "POST",
                        "/v1/chat/completions",
                        Headers.of("content-type", "application/json"),
                        List.of(EngineRequest.Bytes.all(
                                "{\"model\":\"mock-model\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                                        .getBytes(StandardCharsets.UTF_8))),
                        Rig.NO_LIMITS,
                        rig.loop()),
                recorder);
        return recorder;
    }

    @Test
    void aLoopThatIsNotNettysIsRefusedByName() {
        try (var executor = Executors.newSingleThreadScheduledExecutor()) {
            var request = new EngineRequest(
                    new Endpoint(URI.create("http://127.0.0.1:1"), null),
                    "GET",
                    "/",
                    Headers.empty(),
                    List.of(),
                    Rig.NO_LIMITS,
                    executor);
            assertThatThrownBy(() -> rig.client().send(request, new Recorder()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Netty event loop");
        }
    }

    @Test
    void aMethodThatIsNoTokenIsRefusedBeforeAnythingHappens() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var recorder = new Recorder();
            var request = rig.request(worker.endpoint(), "GET / HTTP/1.1\r\nx:", "/", Headers.empty(), Rig.NO_LIMITS);
            rig.onLoop(() -> assertThatThrownBy(() -> rig.client().send(request, recorder))
                    .isInstanceOf(IllegalArgumentException.class));
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(recorder.calls()).isEmpty();
            assertThat(worker.requests()).hasSize(1);
        }
    }
}
