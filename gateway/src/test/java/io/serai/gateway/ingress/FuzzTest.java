package io.serai.gateway.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes over a socket is answered or ends; nothing of it stays, and the next request is served. */
class FuzzTest {
    private static final Logger LEAKS = Logger.getLogger("io.netty.util.ResourceLeakDetector");
    private static final AtomicInteger LEAKED = new AtomicInteger();
    private static final Handler COUNT = new Handler() {
        @Override
        public void publish(LogRecord record) {
            LEAKED.incrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private static final List<String> SEEDS = List.of(
            "GET /get?a=b HTTP/1.1\r\nhost: a\r\nx-request-id: 1\r\n\r\n",
            "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\nhello world",
            "POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nt: u\r\n\r\n",
            "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 27\r\n\r\n"
                    + "{\"model\":\"m\",\"messages\":[]}",
            "POST /echo HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\nok",
            "OPTIONS /get HTTP/1.1\r\nhost: a\r\norigin: x\r\naccess-control-request-method: GET\r\n\r\n",
            "HEAD /get HTTP/1.0\r\nconnection: keep-alive\r\n\r\nGET /rest/%41 HTTP/1.1\r\nhost: b\r\n\r\n");
    private static final String[] SPLICES = {
        "\r\n",
        "\n",
        "\r",
        "\u0000",
        " ",
        "\t",
        ":",
        ";",
        "%",
        "%00",
        "?",
        "0",
        "-1",
        "ffffffffff",
        "\r\n\r\n",
        "HTTP/1.1",
        "content-length: 5\r\n",
        "transfer-encoding: chunked\r\n",
        "connection: close\r\n",
        "expect: 100-continue\r\n",
        "host: b\r\n",
        "x: y\r\n z\r\n",
        "\u00ff\u00fe",
        "GET / HTTP/1.1\r\n\r\n"
    };
    private static final Duration QUICK = Duration.ofMillis(200);
    private static final IngressRig RIG = IngressRig.start(IngressRig.Transport.NIO);

    @BeforeContainer
    static void listen() {
        LEAKS.addHandler(COUNT);
    }

    @AfterContainer
    static void stop() {
        RIG.close();
        LEAKS.removeHandler(COUNT);
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Combinators.combine(Arbitraries.of(SEEDS), Arbitraries.integers().between(1, 6), Arbitraries.longs())
                .as((seed, changes, random) -> mutated(seed, changes, new Random(random)));
    }

    private static byte[] mutated(String seed, int changes, Random random) {
        var text = new StringBuilder(seed);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.setCharAt(at, (char) random.nextInt(256));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.setLength(at);
                case 4 -> text.append(SEEDS.get(random.nextInt(SEEDS.size())));
                default -> text.insert(at, SPLICES[random.nextInt(SPLICES.length)]);
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void mutatedRequestsAreAnsweredOrEnded(@ForAll("mutations") byte[] bytes) throws Exception {
        outlive(bytes);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void randomBytesAreAnsweredOrEnded(@ForAll byte[] bytes) throws Exception {
        outlive(bytes);
    }

    /** Ends its side after the bytes: whatever the server still waits for will not come, so it must end too. */
    private static void outlive(byte[] bytes) throws Exception {
        try (var client = RIG.connect()) {
            for (byte[] half : List.of(
                    Arrays.copyOf(bytes, bytes.length / 2),
                    Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length))) {
                client.sendUntilRefused(half, half.length);
            }
            String answers = untilEnd(client);
            assertThat(answers).doesNotContain("Exception").matches("(?s)(HTTP/1\\.1 [1-5].*)?");
        }
        try (var good = RIG.connect()) {
            assertThat(good.get("/get?good").read().body()).isEqualTo("{\"q\":\"good\"}");
        }
        RIG.settle();
    }

    /** Without an end of the client's side, the deadlines must do. */
    @Example
    void clientsThatOnlyStopSpeakingAreEnded() throws Exception {
        RIG.with(settings -> settings.timeouts(QUICK, QUICK, QUICK));
        var clients = new ArrayList<RawClient>();
        var random = new Random(2);
        for (int i = 0; i < 80; i++) {
            byte[] bytes = mutated(SEEDS.get(i % SEEDS.size()), 1 + i % 4, random);
            var client = RIG.connect();
            client.sendUntilRefused(bytes, bytes.length);
            clients.add(client);
        }
        for (RawClient client : clients) {
            try (client) {
                assertThat(client.rest()).matches("(?s)(HTTP/1\\.1 [1-5].*)?");
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        RIG.settle();
    }

    private static String untilEnd(RawClient client) throws IOException {
        try {
            client.socket.shutdownOutput();
            return client.rest();
        } catch (SocketException reset) {
            return "";
        }
    }

    @Example
    void noBufferIsLost() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 100; i++) {
            outlive(mutated(SEEDS.get(i % SEEDS.size()), 1 + i % 4, random));
            if (i % 25 == 24) {
                System.gc(); // the detector hears of lost buffers from the collector
            }
        }
        outlive(SEEDS.getFirst().getBytes(ISO_8859_1));
        assertThat(LEAKED).hasValue(0);
    }
}
