package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.handler.ssl.SslContext;
import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure.ConnectFailed;
import io.serai.core.EngineFailure.ResetMidBody;
import io.serai.core.Timeouts;
import io.serai.engines.http.FakeWorker.Script;
import io.serai.engines.http.Rig.Transport;
import io.serai.testkit.ManualNanos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    @TempDir
    private static Path folder;

    private static TestCertificate certificate;
    private static TestCertificate other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate = TestCertificate.make(Files.createDirectory(folder.resolve("one")));
        other = TestCertificate.make(Files.createDirectory(folder.resolve("other")));
    }

    private static Rig rig(Transport transport, SslContext tls) {
        return new Rig(transport, new HttpClientSettings(Duration.ofSeconds(4), 1 << 16, tls), System::nanoTime);
    }

    private static Rig rig(SslContext tls) {
        return rig(Transport.NIO, tls);
    }

    private static SslContext trusting(Path authority) throws IOException {
        return ClientTls.context(List.of(authority), false, null, null);
    }

    private static FakeWorker worker(Script script) {
        return FakeWorker.start(certificate.context().getServerSocketFactory(), "https", script);
    }

    private static FakeWorker answering() {
        return worker(peer -> {
            while (peer.read() != null) {
                peer.write(FakeWorker.ok("x"));
            }
        });
    }

    private static Endpoint named(FakeWorker worker) {
        return new Endpoint(URI.create("https://localhost:" + worker.port()), null);
    }

    private static ConnectFailed refused(Rig rig, Endpoint endpoint) {
        var recorder = new Recorder();
        rig.send(rig.get(endpoint, "/"), recorder);
        return recorder.awaitFailure(ConnectFailed.class);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTrustedWorkerIsAskedAndItsConnectionKept(Transport transport) throws Exception {
        try (var worker = answering();
                var rig = rig(transport, trusting(certificate.authority()))) {
            for (int i = 0; i < 5; i++) {
                assertThat(rig.answer(named(worker)).body()).isEqualTo("x");
            }
            assertThat(worker.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aLargeBodyArrives(Transport transport) throws Exception {
        try (var worker = answering();
                var rig = rig(transport, trusting(certificate.authority()))) {
            String body = "0123456789abcdef".repeat(1 << 19);
            var recorder = new Recorder();
            rig.send(rig.post(named(worker), body), recorder);
            recorder.awaitAnswer();
            assertThat(worker.request().body()).asString().isEqualTo(body);
        }
    }

    @Test
    void oneOfSeveralAuthoritiesIsEnough() throws Exception {
        var both = ClientTls.context(List.of(other.authority(), certificate.authority()), false, null, null);
        try (var worker = answering();
                var rig = rig(both)) {
            assertThat(rig.answer(named(worker)).body()).isEqualTo("x");
        }
    }

    @Test
    void anUntrustedWorkerGetsNoRequest() throws Exception {
        try (var worker = answering();
                var rig = rig(trusting(other.authority()));
                var byDefault = new Rig(Transport.NIO)) {
            assertThat(refused(rig, named(worker)).detail()).contains("TLS");
            assertThat(refused(byDefault, named(worker)).detail()).contains("TLS");
            assertThat(worker.requests()).isEmpty();
        }
    }

    /** The certificate is good, but for another name. */
    @Test
    void aWorkerOfAnotherNameGetsNoRequest() throws Exception {
        try (var worker = answering();
                var rig = rig(trusting(certificate.authority()))) {
            assertThat(refused(rig, worker.endpoint()).detail()).contains("TLS", "127.0.0.1");
            assertThat(worker.requests()).isEmpty();
        }
    }

    @Test
    void trustingAnythingAsksForNeitherAuthorityNorName() throws Exception {
        try (var worker = answering();
                var rig = rig(ClientTls.context(List.of(), true, null, null))) {
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
        }
    }

    @Test
    void aWorkerThatWantsACertificateSeesOurs() throws Exception {
        var sockets = new WantingClientCertificates(certificate.context().getServerSocketFactory());
        Script script = peer -> {
            peer.read();
            peer.write(FakeWorker.ok("x"));
        };
        var with =
                ClientTls.context(List.of(certificate.authority()), false, certificate.authority(), certificate.key());
        try (var worker = FakeWorker.start(sockets, "https", script);
                var rig = rig(with);
                var without = rig(trusting(certificate.authority()))) {
            assertThat(rig.answer(named(worker)).body()).isEqualTo("x");
            // In TLS 1.3 the worker's refusal comes after the handshake: the request may have gone, but has not run.
            var refused = new Recorder();
            without.send(without.get(named(worker), "/"), refused);
            assertThat(refused.awaitOver().calls()).containsExactly("failed");
            assertThat(worker.requests()).hasSize(1);
        }
    }

    @Test
    void aWorkerWithoutTlsIsAFailedConnection() throws Exception {
        try (var worker = FakeWorker.start(peer -> peer.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
                var rig = rig(trusting(certificate.authority()))) {
            assertThat(refused(rig, named(worker)).detail()).contains("TLS");
        }
    }

    @Test
    void theConnectLimitCoversTheHandshake() throws Exception {
        var clock = new ManualNanos();
        var settings = new HttpClientSettings(Duration.ofSeconds(4), 1 << 16, trusting(certificate.authority()));
        try (var worker = FakeWorker.start(peer -> {
                    while (!peer.awaitClose()) {
                        // the client's hello, unanswered
                    }
                });
                var rig = new Rig(Transport.NIO, settings, clock)) {
            var recorder = new Recorder();
            Duration limit = Duration.ofSeconds(5);
            rig.send(
                    rig.get(named(worker), new Timeouts(limit, Duration.ZERO, Duration.ZERO, Duration.ZERO)), recorder);
            await().until(() -> worker.connections() == 1);
            clock.advance(limit.plusMillis(1));
            recorder.awaitFailure(ConnectFailed.class);
            await().until(() -> worker.closed() == 1);
        }
    }

    @Test
    void theWorkerSeesACancelWithinTheHandshake() throws Exception {
        try (var worker = FakeWorker.start(peer -> {
                    while (!peer.awaitClose()) {
                        // the client's hello, unanswered
                    }
                });
                var rig = rig(trusting(certificate.authority()))) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(named(worker), "/"), recorder);
            await().until(() -> worker.connections() == 1);
            rig.onLoop(exchange::cancel);
            await().until(() -> worker.closed() == 1);
            assertThat(recorder.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theWorkerSeesACancelInMidBodyAndTheClientABreak(Transport transport) throws Exception {
        var breakOff = new CountDownLatch(1);
        try (var worker = worker(peer -> {
                    var request = peer.read();
                    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
                    if (request != null && request.target().equals("/break")) {
                        breakOff.await();
                    } else {
                        peer.awaitClose();
                    }
                });
                var rig = rig(transport, trusting(certificate.authority()))) {
            var cancelled = new Recorder();
            EngineExchange exchange = rig.send(rig.get(named(worker), "/"), cancelled);
            cancelled.awaitHead();
            rig.onLoop(exchange::cancel);
            await().until(() -> worker.closed() == 1);
            assertThat(cancelled.over()).isFalse();

            var broken = new Recorder();
            rig.send(rig.get(named(worker), "/break"), broken);
            broken.awaitHead();
            breakOff.countDown();
            broken.awaitFailure(ResetMidBody.class);
        }
    }

    @Test
    void aFileThatHoldsNoCertificateIsRefusedByName() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path text = Files.writeString(folder.resolve("text.pem"), "nothing\n");
        for (Path file : List.of(empty, text, certificate.key(), folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> ClientTls.context(List.of(certificate.authority(), file), false, null, null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedByName() {
        Path authority = certificate.authority();
        assertThatThrownBy(() -> ClientTls.context(List.of(authority), false, authority, authority))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(authority.toString());
    }

    private static final class WantingClientCertificates extends ServerSocketFactory {
        private final ServerSocketFactory plain;

        WantingClientCertificates(ServerSocketFactory plain) {
            this.plain = plain;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return wanting(plain.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return wanting(plain.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return wanting(plain.createServerSocket(port, backlog, address));
        }

        private static ServerSocket wanting(ServerSocket made) {
            ((SSLServerSocket) made).setNeedClientAuth(true);
            return made;
        }
    }
}
