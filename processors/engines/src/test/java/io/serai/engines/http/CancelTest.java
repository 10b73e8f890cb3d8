package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.engines.http.Rig.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that leaves, and one that cannot keep up. */
@ParameterizedClass
@EnumSource(Transport.class)
class CancelTest {
    private final Rig rig;

    CancelTest(Transport transport) {
        this.rig = new Rig(transport);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static void hang(FakeWorker.Peer peer) throws IOException {
        if (peer.read() != null) {
            peer.awaitClose();
        }
    }

    @Test
    void beforeTheConnectionStandsNothingIsSent() throws Exception {
        try (var worker = FakeWorker.start(CancelTest::hang)) {
            var recorder = new Recorder();
            rig.onLoop(() -> {
                EngineExchange exchange = rig.client().send(rig.get(worker.endpoint(), "/"), recorder);
                exchange.cancel();
                exchange.cancel();
            });
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(worker.connections()));
            rig.onLoop(() -> {});
            assertThat(worker.requests()).isEmpty();
            assertThat(recorder.calls()).isEmpty();
        }
    }

    @Test
    void whileTheNameIsLookedUp() throws Exception {
        try (var worker = FakeWorker.start(CancelTest::hang)) {
            var recorder = new Recorder();
            var endpoint = new Endpoint(URI.create("http://localhost:" + worker.port()), null);
            rig.onLoop(() -> rig.client().send(rig.get(endpoint, "/"), recorder).cancel());
            // The second lookup shares the first: when its request is there, the first has had its turn.
            rig.send(rig.get(endpoint, "/"), new Recorder());
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(1));
            assertThat(recorder.calls()).isEmpty();
        }
    }

    @Test
    void whileWaitingTheWorkerSeesTheClose() throws Exception {
        try (var worker = FakeWorker.start(CancelTest::hang)) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(worker.endpoint(), "/"), recorder);
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(1));
            rig.onLoop(exchange::cancel);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            rig.onLoop(exchange::cancel);
            assertThat(recorder.calls()).isEmpty();
        }
    }

    @Test
    void inMidBodyTheWorkerSeesTheCloseAndTheHandlerNothing() throws Exception {
        var written = new AtomicLong();
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            flood(peer, written);
        })) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(worker.endpoint(), "/"), recorder);
            await().until(() -> recorder.bytes() > 100_000);
            rig.onLoop(exchange::cancel);
            long bytes = recorder.bytes();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            rig.onLoop(() -> {});
            assertThat(recorder.bytes()).isEqualTo(bytes);
            assertThat(recorder.over()).isFalse();
        }
    }

    private static void flood(FakeWorker.Peer peer, AtomicLong written) throws IOException {
        peer.write("HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n");
        byte[] block = new byte[8192];
        while (true) {
            peer.write(block);
            written.addAndGet(block.length);
        }
    }

    /** More of the answer has come already, in the same read. */
    @Test
    void withinACallOfItsHandlerTheHandlerHearsNothingMore() throws Exception {
        String raw = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n";
        try (var worker = FakeWorker.saying(raw)) {
            var inHead = new Recorder();
            var inData = new Recorder();
            var exchanges = new EngineExchange[2];
            inHead.onHead(() -> exchanges[0].cancel());
            inData.onData(() -> exchanges[1].cancel());
            rig.onLoop(() -> {
                exchanges[0] = rig.client().send(rig.get(worker.endpoint(), "/"), inHead);
                exchanges[1] = rig.client().send(rig.get(worker.endpoint(), "/"), inData);
            });
            await().until(() -> worker.closed() == 2);
            rig.onLoop(() -> {});
            assertThat(inHead.calls()).containsExactly("head");
            assertThat(inData.calls()).containsExactly("head", "data");
            assertThat(inData.body()).isEqualTo("a");
        }
    }

    @Test
    void afterTheEndNothingHappens() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(worker.endpoint(), "/"), recorder);
            recorder.awaitAnswer();
            rig.onLoop(() -> {
                exchange.pause();
                exchange.cancel();
                exchange.resume();
            });
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(worker.connections()).isEqualTo(1);
            assertThat(recorder.calls()).containsExactly("head", "data", "end");
        }
    }

    /** The worker fills the buffers of the two sockets and then stands still, until the caller reads on. */
    @Test
    void aPauseStopsTheWorkerAndResumeLetsItGoOn() throws Exception {
        var written = new AtomicLong();
        try (var worker = FakeWorker.start(peer -> {
            peer.socket().setSendBufferSize(64 << 10);
            peer.read();
            flood(peer, written);
        })) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(worker.endpoint(), "/"), recorder);
            recorder.awaitHead();
            rig.onLoop(exchange::pause);
            rig.onLoop(() -> {});
            long read = recorder.bytes();
            long stalledAt = stalled(written);
            assertThat(recorder.bytes() - read).as("read after the pause").isLessThanOrEqualTo(2 << 20);
            long before = recorder.bytes();
            stalled(written);
            assertThat(recorder.bytes()).isEqualTo(before);
            rig.onLoop(exchange::resume);
            await().until(() -> recorder.bytes() > stalledAt + (1 << 20));
            rig.onLoop(exchange::cancel);
        }
    }

    /** Bytes written when the worker has written none for a while. */
    private static long stalled(AtomicLong written) {
        await().pollInterval(Duration.ofMillis(150)).until(() -> {
            long before = written.get();
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            return written.get() == before;
        });
        return written.get();
    }

    @Test
    void aPauseBeforeTheConnectionStandsHoldsTheAnswerBack() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.onLoop(() -> {
                EngineExchange begun = rig.client().send(rig.get(worker.endpoint(), "/"), recorder);
                begun.pause();
                return begun;
            });
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(1));
            // Another exchange runs from end to end meanwhile.
            rig.answer(worker.endpoint());
            assertThat(recorder.calls()).isEmpty();
            rig.onLoop(exchange::resume);
            assertThat(recorder.awaitAnswer().body()).isEqualTo("x");
        }
    }

    @Test
    void aConnectionThatWasPausedReadsAgainForTheNextRequest() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            var recorder = new Recorder();
            EngineExchange[] exchange = new EngineExchange[1];
            recorder.onHead(() -> exchange[0].pause());
            rig.onLoop(() -> {
                exchange[0] = rig.client().send(rig.get(worker.endpoint(), "/"), recorder);
            });
            recorder.awaitAnswer(); // it had come with the head
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(worker.connections()).isEqualTo(1);
        }
    }
}
