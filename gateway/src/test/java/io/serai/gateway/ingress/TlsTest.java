package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.core.CallError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS: serving, certificates that change, clients that vanish. */
class TlsTest {
    @TempDir
    static Path made;

    private static TestCertificate first;
    private static TestCertificate second;

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;
    private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeAll
    static void make() throws Exception {
        first = TestCertificate.make(made, "first", "EC");
        second = TestCertificate.make(made, "second", "EC");
    }

    @BeforeEach
    void install() throws Exception {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        write(certificate, first.certificatePem());
        write(key, first.keyPem());
    }

    /** Each write has a modification time of its own, whatever the file system's resolution. */
    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        clock = clock.plusSeconds(10);
        Files.setLastModifiedTime(file, FileTime.from(clock));
    }

    private static RawClient connect(IngressRig rig) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        var socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), rig.ingress.port());
        socket.startHandshake();
        return new RawClient(socket);
    }

    private static String name(RawClient client) throws Exception {
        var peer = (X509Certificate) ((SSLSocket) client.socket).getSession().getPeerCertificates()[0];
        return peer.getSubjectX500Principal().getName();
    }

    // ---- certificates

    @Test
    void aNewCertificateHoldsForNewConnections() throws Exception {
        var tls = new ServerTls(certificate, key);
        try (var rig = IngressRig.start(tls);
                var before = connect(rig)) {
            assertThat(name(before)).isEqualTo("CN=first");
            write(key, second.keyPem());
            tls.reloadIfChanged();
            try (var between = connect(rig)) {
                assertThat(name(between)).as("half a change").isEqualTo("CN=first");
            }
            write(certificate, second.certificatePem());
            tls.reloadIfChanged();
            try (var after = connect(rig)) {
                assertThat(name(after)).isEqualTo("CN=second");
                assertThat(after.get("/get").read().status()).isEqualTo(200);
            }
            assertThat(before.get("/get").read().status()).isEqualTo(200);
            rig.settle();
        }
    }

    @Test
    void aFileReplacedByAnOlderOneIsReadToo() throws Exception {
        var tls = new ServerTls(certificate, key);
        try (var rig = IngressRig.start(tls)) {
            Files.writeString(certificate, second.certificatePem());
            Files.writeString(key, second.keyPem());
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            Files.setLastModifiedTime(key, FileTime.from(clock));
            tls.reloadIfChanged();
            try (var client = connect(rig)) {
                assertThat(name(client)).isEqualTo("CN=second");
            }
        }
    }

    @Test
    void aCertificateThatIsGoneOrBrokenKeepsTheOldOne() throws Exception {
        var tls = new ServerTls(certificate, key);
        try (var rig = IngressRig.start(tls)) {
            write(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
            tls.reloadIfChanged();
            Files.delete(key);
            tls.reloadIfChanged();
            try (var client = connect(rig)) {
                assertThat(name(client)).isEqualTo("CN=first");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void otherKindsOfKeysServe(String algorithm) throws Exception {
        TestCertificate other = TestCertificate.make(folder, "other", algorithm);
        write(certificate, other.certificatePem());
        write(key, other.keyPem());
        try (var rig = IngressRig.start(new ServerTls(certificate, key));
                var client = connect(rig)) {
            assertThat(client.get("/get").read().status()).isEqualTo(200);
        }
    }

    @Test
    void filesThatDoNotFitAreRefusedByName() throws Exception {
        write(key, second.keyPem());
        assertThatThrownBy(() -> new ServerTls(certificate, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server.tls")
                .hasMessageContaining(certificate.toString())
                .hasMessageContaining(key.toString());
        write(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> new ServerTls(certificate, key)).hasMessageContaining("PKCS#8");
        write(certificate, "no certificate");
        assertThatThrownBy(() -> new ServerTls(certificate, key)).hasMessageContaining("BEGIN CERTIFICATE");
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(() -> new ServerTls(missing, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing.pem");
    }

    // ---- connections

    @Test
    void aClientThatKeepsSendingCanReadWhyItIsRefused() throws Exception {
        try (var rig = IngressRig.start(new ServerTls(certificate, key));
                var client = connect(rig)) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
            client.sendUntilRefused(("4000\r\n" + "y".repeat(0x4000) + "\r\n").getBytes(US_ASCII), 2_000_000);
            assertThat(client.read().status()).isEqualTo(413);
            rig.settle();
        }
    }

    @Test
    void aClosedConnectionEndsWithTlsOwnGoodbye() throws Exception {
        try (var rig = IngressRig.start(new ServerTls(certificate, key));
                var client = connect(rig)) {
            client.get("/big?500000", "connection: close");
            assertThat(client.read().body()).hasSize(500_000);
            assertThat(client.rest())
                    .as("an end without it would be an exception")
                    .isEmpty();
            rig.settle();
        }
    }

    @Test
    void aBrokenBodyIsBrokenOverTlsToo() throws Exception {
        try (var rig = IngressRig.start(new ServerTls(certificate, key));
                var client = connect(rig)) {
            client.get("/raw");
            rig.pipelines.nextStream().send("half").fail(CallError.of(502, "worker_failed", "Gone."));
            client.head();
            assertThat(client.chunk()).isEqualTo("half");
            assertThatThrownBy(client::chunk).isInstanceOf(IOException.class);
            rig.settle();
        }
    }

    @Test
    void clientsThatVanishLeaveNothing() throws Exception {
        try (var rig = IngressRig.start(new ServerTls(certificate, key))) {
            try (var halfway = RawClient.connect(rig.ingress.port())) {
                halfway.send("\u0016\u0003\u0001").vanish();
            }
            try (var client = connect(rig)) {
                client.get("/never");
                await().until(() -> rig.openCalls.running() == 1);
                client.socket.shutdownOutput();
                rig.pipelines.nextCancelled();
            }
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), rig.ingress.port());
            try (var client = new RawClient(plain)) {
                client.get("/get");
                assertThat(client.rest()).as("not HTTP").doesNotStartWith("HTTP");
            }
            try (var next = connect(rig)) {
                assertThat(next.get("/get").read().status()).isEqualTo(200);
            }
            rig.settle();
        }
    }

    @Test
    void aTlsClientThatVanishesWithinAStreamOrAnAnswerEndsItsCall() throws Exception {
        try (var rig = IngressRig.start(new ServerTls(certificate, key))) {
            for (String path : new String[] {"/raw", "/big?40000000"}) {
                var tcp = new Socket(InetAddress.getLoopbackAddress(), rig.ingress.port());
                var context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustAll()}, null);
                var tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, "localhost", 0, true);
                tls.startHandshake();
                var client = new RawClient(tls);
                client.get(path);
                if (path.equals("/raw")) {
                    rig.pipelines.nextStream().send(new byte[30 << 20]);
                }
                client.head();
                tcp.setSoLinger(true, 0);
                tcp.close();
                assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
                rig.settle();
            }
        }
    }

    /** The tests look at the certificate themselves. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
