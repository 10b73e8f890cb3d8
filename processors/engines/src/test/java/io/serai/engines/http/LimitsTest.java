package io.serai.engines.http;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.core.Endpoint;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure.ConnectFailed;
import io.serai.core.EngineFailure.TimedOut;
import io.serai.core.EngineRequest;
import io.serai.core.Timeouts;
import io.serai.engines.http.FakeWorker.Script;
import io.serai.engines.http.Rig.Transport;
import io.serai.testkit.ManualNanos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of an exchange, on a clock that only moves when told. */
@ParameterizedClass
@EnumSource(Transport.class)
class LimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PASSED = LIMIT.plusMillis(1);
    private static final Script HANG = peer -> {
        peer.read();
        peer.awaitClose();
    };
    private static final Script HALF = peer -> {
        peer.read();
        peer.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
        peer.awaitClose();
    };

    private final ManualNanos clock = new ManualNanos();
    private final Rig rig;

    LimitsTest(Transport transport) {
        this.rig = new Rig(transport, HttpClientSettings.DEFAULT, clock);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static Timeouts firstByte() {
        return new Timeouts(ZERO, LIMIT, ZERO, ZERO);
    }

    private static Timeouts idle() {
        return new Timeouts(ZERO, ZERO, LIMIT, ZERO);
    }

    private static Timeouts total() {
        return new Timeouts(ZERO, ZERO, ZERO, LIMIT);
    }

    /** Long enough for the loop to look at the clock again: two ticks of it have passed. */
    private void loopLooksAtTheClock() {
        var looked = new CountDownLatch(1);
        rig.loop().schedule(looked::countDown, 2 * LoopConnections.TICK.toMillis(), TimeUnit.MILLISECONDS);
        await().until(() -> looked.getCount() == 0);
    }

    private void passes(Script script, Timeouts limits, TimedOut.Limit which, boolean afterHead) throws Exception {
        try (var worker = FakeWorker.start(script)) {
            var recorder = new Recorder();
            rig.send(rig.get(worker.endpoint(), limits), recorder);
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(1));
            if (afterHead) {
                await().untilAsserted(() -> assertThat(recorder.body()).isEqualTo("half"));
            }
            clock.advance(LIMIT);
            loopLooksAtTheClock();
            assertThat(recorder.over()).as("at the limit").isFalse();
            clock.advance(PASSED.minus(LIMIT));
            assertThat(recorder.awaitFailure(TimedOut.class).limit()).isEqualTo(which);
            await().untilAsserted(() -> assertThat(worker.closed()).isEqualTo(1));
        }
    }

    @Test
    void firstByteLimit() throws Exception {
        passes(HANG, firstByte(), TimedOut.Limit.FIRST_BYTE, false);
    }

    @Test
    void idleLimit() throws Exception {
        passes(HALF, idle(), TimedOut.Limit.IDLE, true);
    }

    @Test
    void totalLimitBeforeTheHead() throws Exception {
        passes(HANG, total(), TimedOut.Limit.TOTAL, false);
    }

    @Test
    void totalLimitWithinTheBody() throws Exception {
        passes(HALF, total(), TimedOut.Limit.TOTAL, true);
    }

    @Test
    void aLimitOfZeroIsNone() throws Exception {
        try (var worker = FakeWorker.start(HALF)) {
            var recorder = new Recorder();
            rig.send(rig.get(worker.endpoint(), Rig.NO_LIMITS), recorder);
            recorder.awaitHead();
            clock.advance(Duration.ofDays(1));
            loopLooksAtTheClock();
            assertThat(recorder.over()).isFalse();
        }
    }

    /** Each byte of the body begins the idle time anew. */
    @Test
    void aSlowBodyIsNotIdle() throws Exception {
        var seen = new Semaphore(0);
        try (var worker = FakeWorker.start(peer -> {
            peer.read();
            peer.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");
            for (int i = 0; i < 4; i++) {
                seen.acquire();
                peer.write("x");
            }
            peer.awaitClose();
        })) {
            var recorder = new Recorder();
            rig.send(rig.get(worker.endpoint(), idle()), recorder);
            recorder.awaitHead();
            for (int i = 1; i <= 4; i++) {
                int bytes = i;
                clock.advance(LIMIT.minusSeconds(1));
                seen.release();
                await().untilAsserted(() -> assertThat(recorder.bytes()).isEqualTo(bytes));
            }
            recorder.awaitAnswer();
        }
    }

    /** A reader that is slow is not the worker's fault; after it the worker has its whole time again. */
    @Test
    void theTimeOfAPauseIsNotTheWorkers() throws Exception {
        try (var worker = FakeWorker.start(HALF)) {
            var recorder = new Recorder();
            EngineExchange exchange = rig.send(rig.get(worker.endpoint(), idle()), recorder);
            await().untilAsserted(() -> assertThat(recorder.body()).isEqualTo("half"));
            rig.onLoop(exchange::pause);
            clock.advance(LIMIT.multipliedBy(10));
            loopLooksAtTheClock();
            assertThat(recorder.over()).as("paused").isFalse();
            rig.onLoop(exchange::resume);
            loopLooksAtTheClock();
            assertThat(recorder.over()).as("just resumed").isFalse();
            clock.advance(PASSED);
            assertThat(recorder.awaitFailure(TimedOut.class).limit()).isEqualTo(TimedOut.Limit.IDLE);
        }
    }

    /** A listener with a full queue: the kernel drops what would be one connection more. */
    @Test
    void connectLimit() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fill(full);
            var recorder = new Recorder();
            var endpoint = new Endpoint(URI.create("http://127.0.0.1:" + full.getLocalPort()), null);
            rig.send(rig.get(endpoint, new Timeouts(LIMIT, ZERO, ZERO, ZERO)), recorder);
            loopLooksAtTheClock();
            assertThat(recorder.over()).isFalse();
            clock.advance(PASSED);
            assertThat(recorder.awaitFailure(ConnectFailed.class).detail()).contains("PT30S");
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static List<Socket> fill(ServerSocket full) throws IOException {
        var waiting = new ArrayList<Socket>();
        for (int i = 0; i < 16; i++) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 100);
                waiting.add(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                return waiting;
            }
        }
        throw new AssertionError("the queue of the listener does not fill up");
    }

    /** Handlers that react to one time-out by ending others once stopped the clock of the whole loop. */
    @Test
    void aTimeOutMayEndAndBeginOthers() throws Exception {
        try (var worker = FakeWorker.start(HANG)) {
            var exchanges = new ArrayList<EngineExchange>();
            var begun = new ArrayList<Recorder>();
            var failed = new AtomicInteger();
            EngineRequest request = rig.get(worker.endpoint(), firstByte());
            rig.onLoop(() -> {
                for (int i = 0; i < 20; i++) {
                    exchanges.add(rig.client().send(request, new Recorder().onOver(() -> {
                                failed.incrementAndGet();
                                exchanges.forEach(EngineExchange::cancel);
                                var next = new Recorder();
                                begun.add(next);
                                rig.client().send(request, next);
                            })));
                }
            });
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(20));
            clock.advance(PASSED);
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(21));
            assertThat(failed).hasValue(1);
            clock.advance(PASSED);
            begun.getFirst().awaitFailure(TimedOut.class);
        }
    }

    @Test
    void aHandlerThatThrowsDoesNotStopTheClockForOthers() throws Exception {
        try (var worker = FakeWorker.start(HANG)) {
            var other = new Recorder();
            var throwing = new Recorder().onOver(() -> {
                throw new IllegalStateException("a bug in a step");
            });
            rig.send(rig.get(worker.endpoint(), firstByte()), other);
            rig.send(rig.get(worker.endpoint(), firstByte()), throwing);
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(2));
            clock.advance(PASSED);
            throwing.awaitFailure(TimedOut.class);
            other.awaitFailure(TimedOut.class);
            var next = new Recorder();
            rig.send(rig.get(worker.endpoint(), firstByte()), next);
            await().untilAsserted(() -> assertThat(worker.requests()).hasSize(3));
            clock.advance(PASSED);
            next.awaitFailure(TimedOut.class);
        }
    }
}
