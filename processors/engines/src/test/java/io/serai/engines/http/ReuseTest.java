package io.serai.engines.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.core.EngineFailure;
import io.serai.engines.http.Rig.Transport;
import io.serai.testkit.ManualNanos;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which connection serves which request, counted at the worker. */
@ParameterizedClass
@EnumSource(Transport.class)
class ReuseTest {
    private final ManualNanos clock = new ManualNanos();
    private final Transport transport;
    private final Rig rig;

    ReuseTest(Transport transport) {
        this.transport = transport;
        rig = new Rig(transport, HttpClientSettings.DEFAULT, clock);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void oneConnectionServesOneRequestAfterTheOther() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            for (int i = 0; i < 20; i++) {
                rig.answer(worker.endpoint());
            }
            assertThat(worker.connections()).isEqualTo(1);
        }
    }

    @Test
    void notTwoAtATime() throws Exception {
        var bothCame = new CountDownLatch(2);
        try (var worker = FakeWorker.start(peer -> {
            while (peer.read() != null) {
                bothCame.countDown();
                bothCame.await();
                peer.write(FakeWorker.ok("x"));
            }
        })) {
            var first = new Recorder();
            var second = new Recorder();
            rig.send(rig.get(worker.endpoint(), "/"), first);
            rig.send(rig.get(worker.endpoint(), "/"), second);
            first.awaitAnswer();
            second.awaitAnswer();
            assertThat(worker.connections()).isEqualTo(2);
            rig.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(2);
        }
    }

    @Test
    void notAfterConnectionClose() throws Exception {
        try (var worker = FakeWorker.saying("HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 1\r\n\r\nx")) {
            rig.answer(worker.endpoint());
            rig.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(2));
        }
    }

    @Test
    void notByAnotherKey() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            rig.answer(worker.endpoint("", "one"));
            rig.answer(worker.endpoint("", "two"));
            assertThat(worker.connections()).isEqualTo(2);
        }
    }

    @Test
    void notAfterACancelledRequest() throws Exception {
        try (var worker = FakeWorker.start(ReuseTest::hangOnSlow)) {
            rig.answer(worker.endpoint());
            var cancelled = new Recorder();
            var exchange = rig.send(rig.get(worker.endpoint(), "/slow"), cancelled);
            cancelled.awaitHead();
            rig.onLoop(exchange::cancel);
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(worker.connections()).isEqualTo(2);
            assertThat(cancelled.over()).isFalse();
        }
    }

    private static void hangOnSlow(FakeWorker.Peer peer) throws IOException {
        for (var request = peer.read(); request != null; request = peer.read()) {
            boolean slow = request.line().contains("/slow");
            peer.write(slow ? "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf" : FakeWorker.ok("x"));
        }
    }

    @Test
    void notWhenTheWorkerClosedIt() throws Exception {
        var goAway = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            peer.write(FakeWorker.ok("x"));
            goAway.await();
        })) {
            rig.answer(worker.endpoint());
            goAway.countDown();
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            // The client hears of the close some time later; until then a request may race with it and must not run.
            await().untilAsserted(() -> {
                var next = new Recorder();
                rig.send(rig.get(worker.endpoint(), "/"), next);
                assertThat(next.awaitOver().failure()).isNull();
            });
            assertThat(worker.connections()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void notAfterTheIdleTime() throws Exception {
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"))) {
            rig.answer(worker.endpoint());
            clock.advance(HttpClientSettings.DEFAULT.idleConnection().minusMillis(1));
            rig.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(1);
            clock.advance(HttpClientSettings.DEFAULT.idleConnection().plusMillis(1));
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            rig.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(2);
        }
    }

    @Test
    void anIdleTimeOfZeroSwitchesReuseOff() throws Exception {
        var settings = new HttpClientSettings(Duration.ZERO, 1 << 16, null);
        try (var worker = FakeWorker.saying(FakeWorker.ok("x"));
                var other = new Rig(transport, settings, clock)) {
            other.answer(worker.endpoint());
            other.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(2));
        }
    }

    @Test
    void aClosedClientGivesItsConnectionsBack() throws Exception {
        var answer = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            for (var request = peer.read(); request != null; request = peer.read()) {
                if (request.line().contains("/slow")) {
                    answer.await();
                }
                peer.write(FakeWorker.ok("x"));
            }
        })) {
            var underWay = new Recorder();
            rig.send(rig.get(worker.endpoint(), "/slow"), underWay);
            rig.answer(worker.endpoint());
            assertThat(worker.connections()).isEqualTo(2);
            rig.client().close();
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            answer.countDown();
            underWay.awaitAnswer();
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(2));
        }
    }

    @Test
    void strayBytesOnAnIdleConnectionEndItAndReachNobody() throws Exception {
        var stray = new CountDownLatch(1);
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            peer.write(FakeWorker.ok("x"));
            stray.await();
            peer.write(FakeWorker.ok("stray"));
            peer.awaitClose();
        })) {
            Recorder first = rig.answer(worker.endpoint());
            stray.countDown();
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
            assertThat(rig.answer(worker.endpoint()).body()).isEqualTo("x");
            assertThat(first.calls()).containsExactly("head", "data", "end");
            assertThat(worker.connections()).isEqualTo(2);
        }
    }

    @Test
    void manyAtOnceEachGetTheirOwnAnswer() throws Exception {
        try (var worker = FakeWorker.start(peer -> {
            for (var request = peer.read(); request != null; request = peer.read()) {
                peer.write(FakeWorker.ok(request.target()));
            }
        })) {
            for (int round = 0; round < 3; round++) {
                List<Recorder> all = new ArrayList<>();
                rig.onLoop(() -> {
                    for (int i = 0; i < 40; i++) {
                        var recorder = new Recorder();
                        all.add(recorder);
                        rig.client().send(rig.get(worker.endpoint(), "/" + all.size()), recorder);
                    }
                });
                for (int i = 0; i < all.size(); i++) {
                    assertThat(all.get(i).awaitAnswer().body()).isEqualTo("/" + (i + 1));
                }
            }
            assertThat(worker.connections()).isEqualTo(40);
        }
    }

    @Test
    void notAfterAFailure() throws Exception {
        try (var worker = FakeWorker.start(peer -> {
            while (peer.read() != null) {
                peer.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnot a size\r\n");
            }
        })) {
            for (int i = 1; i <= 2; i++) {
                int connections = i;
                var failing = new Recorder();
                rig.send(rig.get(worker.endpoint(), "/"), failing);
                failing.awaitFailure(EngineFailure.Malformed.class);
                await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(connections));
            }
            assertThat(worker.connections()).isEqualTo(2);
        }
    }
}
