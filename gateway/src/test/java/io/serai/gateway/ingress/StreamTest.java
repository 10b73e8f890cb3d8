package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.core.CallError;
import io.serai.gateway.ingress.IngressRig.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Live replies: pace, breaks, and clients that go. Runs on both kinds of event loop. */
abstract class StreamTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final byte[] MIB = new byte[1 << 20];
    private static final int FAR_TOO_MUCH_MIB = 64;

    private final Transport transport;

    StreamTest(Transport transport) {
        this.transport = transport;
    }

    /** What a test does with a fresh ingress and one client. */
    interface Scenario {
        void play(IngressRig rig, RawClient client) throws Exception;
    }

    private void with(Scenario scenario) throws Exception {
        try (var rig = IngressRig.start(transport);
                var client = rig.connect()) {
            scenario.play(rig, client);
            rig.settle();
        }
    }

    private static CallError workerDied() {
        return CallError.of(502, "worker_failed", "The worker went away.");
    }

    @Test
    void eachPieceArrivesBeforeTheNextIsMade() throws Exception {
        with((rig, client) -> {
            client.get("/sse");
            ManualLive live = rig.pipelines.nextStream();
            for (int i = 0; i < 5; i++) {
                live.send("data: " + i + "\n\n");
                if (i == 0) {
                    var head = client.head();
                    assertThat(head.field("transfer-encoding")).isEqualTo("chunked");
                    assertThat(head.field("content-type")).isEqualTo("text/event-stream");
                    assertThat(head.field("cache-control")).isEqualTo("no-cache");
                    assertThat(head.field("x-request-id")).isNotBlank();
                }
                assertThat(client.chunk()).isEqualTo("data: " + i + "\n\n");
            }
            live.end();
            assertThat(client.chunk()).isEmpty();
            assertThat(client.get("/get").read().status()).isEqualTo(200);
            assertThat(rig.ended(2)).extracting(IngressRig.Ended::code).containsExactly("ok", "ok");
            assertThat(live.cancels).hasValue(0);
        });
    }

    @Test
    void aLengthOfTheWorkersDoesNotReachTheClient() throws Exception {
        with((rig, client) -> {
            client.get("/raw");
            rig.pipelines.nextStream().send("four").end();
            var answer = client.read();
            assertThat(answer.body()).isEqualTo("four");
            assertThat(answer.values("content-length")).isEmpty();
        });
    }

    @Test
    void http10GetsTheBytesBareAndTheEndOfTheConnection() throws Exception {
        with((rig, client) -> {
            client.send("GET /raw HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
            rig.pipelines.nextStream().send("bare").end();
            var head = client.head();
            assertThat(head.field("connection")).isEqualTo("close");
            assertThat(head.values("transfer-encoding")).isEmpty();
            assertThat(client.rest()).isEqualTo("bare");
        });
    }

    // ---- pace

    @Test
    void aClientThatStopsReadingPausesTheSourceAndLosesNothing() throws Exception {
        with((rig, client) -> {
            client.get("/raw");
            ManualLive live = rig.pipelines.nextStream();
            int sent = 0;
            while (!live.paused() && sent < FAR_TOO_MUCH_MIB) {
                live.send(MIB);
                sent++;
                settleLoop(live);
            }
            assertThat(live.paused()).as("paused after %d MiB", sent).isTrue();
            client.head();
            for (long read = 0; read < (long) sent << 20; ) {
                read += client.chunk().length();
            }
            await().atMost(SOON).until(() -> live.resumes.get() > 0 && !live.paused());
            live.end();
            assertThat(client.chunk()).isEmpty();
        });
    }

    /** Everything handed to the loop before has run. */
    private static void settleLoop(ManualLive live) throws Exception {
        live.call.loop().submit(() -> {}).get();
    }

    @Test
    void aStreamBehindAnAnswerThatIsNotReadStartsAfterIt() throws Exception {
        with((rig, client) -> {
            client.get("/big?20000000").get("/sse");
            assertThat(client.read().body()).hasSize(20_000_000);
            rig.pipelines.nextStream().send("data: 1\n\n").end();
            assertThat(client.read().body()).isEqualTo("data: 1\n\n");
        });
    }

    // ---- breaks

    @Test
    void aBreakWithinAnEventStreamIsAnEventAndACleanEnd() throws Exception {
        with((rig, client) -> {
            client.get("/sse");
            rig.pipelines.nextStream().send("data: 1\n\n").fail(workerDied());
            assertThat(client.read().body())
                    .startsWith("data: 1\n\ndata: {\"error\":{\"message\":\"The worker went away.\"")
                    .contains("\"code\":\"worker_failed\"")
                    .endsWith("}}\n\ndata: [DONE]\n\n");
            assertThat(client.get("/get").read().status())
                    .as("the connection is kept")
                    .isEqualTo(200);
            assertThat(rig.ended(2).getFirst().code()).isEqualTo("worker_failed");
            assertThat(rig.ended(2).getFirst().status()).isEqualTo(200);
        });
    }

    @Test
    void aBreakElsewhereIsABrokenBody() throws Exception {
        with((rig, client) -> {
            client.get("/raw");
            rig.pipelines.nextStream().send("half").fail(workerDied());
            client.head();
            assertThat(client.chunk()).isEqualTo("half");
            assertThatThrownBy(client::chunk).isInstanceOf(EOFException.class);
            assertThat(rig.onlyEnded().code()).isEqualTo("worker_failed");
        });
    }

    @Test
    void aBreakThatHttp10CouldTakeForTheEndIsAReset() throws Exception {
        with((rig, client) -> {
            client.send("GET /raw HTTP/1.0\r\n\r\n");
            ManualLive live = rig.pipelines.nextStream().send("half");
            client.head();
            assertThat(client.exactly(4)).isEqualTo("half");
            live.fail(workerDied());
            assertThatThrownBy(client::rest).isInstanceOf(IOException.class).hasMessageContaining("reset");
        });
    }

    // ---- clients that go

    @Test
    void aClientThatGoesWhileItsCallWaitsCancelsIt() throws Exception {
        with((rig, client) -> {
            client.get("/never");
            await().atMost(SOON).until(() -> rig.openCalls.running() == 1);
            client.close();
            assertThat(rig.pipelines.nextCancelled().cancelled()).isTrue();
            assertThat(rig.onlyEnded().status()).isEqualTo(499);
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
        });
    }

    @Test
    void aClientThatVanishesWhileItsCallWaitsCancelsIt() throws Exception {
        with((rig, client) -> {
            client.get("/never");
            await().atMost(SOON).until(() -> rig.openCalls.running() == 1);
            client.vanish();
            assertThat(rig.pipelines.nextCancelled().cancelled()).isTrue();
            assertThat(rig.onlyEnded().status()).isEqualTo(499);
        });
    }

    @Test
    void aClientThatGoesWithinAStreamStopsIt() throws Exception {
        with((rig, client) -> {
            client.get("/sse");
            ManualLive live = rig.pipelines.nextStream().send("data: 1\n\n");
            client.head();
            client.close();
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
            assertThat(rig.onlyEnded().status()).as("what was sent").isEqualTo(200);
            assertThat(live.cancels).hasValue(1);
            live.send("too late").end();
        });
    }

    @Test
    void aClientThatGoesWhileTheSourceIsPausedStopsIt() throws Exception {
        with((rig, client) -> {
            client.get("/raw");
            ManualLive live = rig.pipelines.nextStream();
            for (int i = 0; i < FAR_TOO_MUCH_MIB && !live.paused(); i++) {
                live.send(MIB);
                settleLoop(live);
            }
            client.vanish();
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
            assertThat(live.cancels).hasValue(1);
        });
    }

    @Test
    void aClientThatGoesBeforeItsLastByteWasTakenIsNotOk() throws Exception {
        with((rig, client) -> {
            client.get("/big?40000000");
            client.head();
            client.vanish();
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
        });
    }

    @Test
    void aClientThatGoesWithinItsBodyLeavesNothing() throws Exception {
        with((rig, client) -> {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 500000\r\n\r\n" + "x".repeat(100_000));
            client.vanish();
            try (var next = rig.connect()) {
                assertThat(next.get("/get").read().status()).isEqualTo(200);
            }
            assertThat(rig.onlyEnded().status())
                    .as("only the good one was a call")
                    .isEqualTo(200);
        });
    }

    @Test
    void aClientThatGoesWithinItsHeadIsNoCall() throws Exception {
        with((rig, client) -> {
            client.send("GET /get HTTP/1.1\r\nhost: ");
            client.close();
            try (var next = rig.connect()) {
                assertThat(next.get("/get").read().status()).isEqualTo(200);
            }
            assertThat(rig.onlyEnded().status()).isEqualTo(200);
        });
    }

    @Test
    void aPipelineThatAnswersAfterTheClientHasGoneIsHeardNoMore() throws Exception {
        with((rig, client) -> {
            client.get("/later");
            var waiting = rig.pipelines.nextWaiting();
            client.vanish();
            assertThat(rig.onlyEnded().status()).isEqualTo(499);
            waiting.answer("too late");
        });
    }

    @Test
    void requestsHeldBehindACallGoWithTheirClient() throws Exception {
        with((rig, client) -> {
            client.get("/never").request("POST", "/echo", "x".repeat(50_000)).get("/get");
            await().atMost(SOON).until(() -> rig.openCalls.running() == 1);
            client.vanish();
            rig.pipelines.nextCancelled();
            assertThat(rig.onlyEnded().status()).isEqualTo(499);
        });
    }
}
