package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slow clients are cut however busy they look; slow answers are not. */
class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static IngressRig rig;

    @BeforeAll
    static void listen() {
        rig = IngressRig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void quiet() {
        rig.settle();
    }

    /** Sends single bytes until the server says something; false if it still takes them after so many. */
    private static boolean trickle(RawClient client) throws Exception {
        for (int i = 0; i < 500; i++) {
            client.send("a");
            if (client.spoken(20)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aTrickledHeadIsCut() throws Exception {
        rig.with(settings -> settings.timeouts(SHORT, LONG, LONG));
        try (var client = rig.connect()) {
            client.send("GET /get HTTP/1.1\r\nx-slow: ");
            assertThat(trickle(client)).isTrue();
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.ended()).isTrue();
        }
        assertThat(rig.onlyEnded().code()).isEqualTo("request_timeout");
    }

    @Test
    void aTrickledBodyIsCut() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, SHORT, LONG));
        try (var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\nx-request-id: slow\r\ncontent-length: 90000\r\n\r\n");
            assertThat(trickle(client)).isTrue();
            var answer = client.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.field("x-request-id")).isEqualTo("slow");
        }
    }

    @Test
    void aRefusedBodyThatDoesNotComeIsNotWaitedForLongerThanOneThatIsServed() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, SHORT, LONG));
        try (var client = rig.connect()) {
            client.send("POST /nowhere HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedWithoutAWord() throws Exception {
        rig.with(settings -> settings.timeouts(SHORT, LONG, LONG));
        try (var client = rig.connect()) {
            assertThat(client.rest()).isEmpty();
        }
        assertThat(rig.ended(0)).isEmpty();
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, LONG, SHORT));
        try (var client = rig.connect()) {
            assertThat(client.get("/get").read().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aSlowAnswerIsNotCut() throws Exception {
        rig.with(settings -> settings.timeouts(SHORT, SHORT, SHORT));
        try (var waiting = rig.connect();
                var streaming = rig.connect();
                var idle = rig.connect()) {
            waiting.get("/later");
            streaming.get("/sse");
            ManualLive live = rig.pipelines.nextStream().send("data: 1\n\n");
            assertThat(idle.ended()).as("the deadlines have passed").isTrue();
            try (var later = rig.connect()) {
                assertThat(later.ended()).as("and once more").isTrue();
            }
            rig.pipelines.nextWaiting().answer("{}");
            assertThat(waiting.read().body()).isEqualTo("{}");
            live.end();
            assertThat(streaming.read().body()).isEqualTo("data: 1\n\n");
        }
    }

    @Test
    void anAnswerThatIsStillBeingReadIsNotCutByTheIdleDeadline() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, LONG, Duration.ofSeconds(1)));
        try (var client = rig.connect()) {
            client.get("/big?8000000", "connection: close");
            var head = client.head();
            int read = 0;
            while (read < 8_000_000) {
                read += client.exactly(200_000).length();
                LockSupport.parkNanos(60_000_000); // a slow reader, no wait for an event
            }
            assertThat(head.field("content-length")).isEqualTo("8000000");
            assertThat(client.ended()).isTrue();
        }
        assertThat(rig.onlyEnded().code()).isEqualTo("ok");
    }

    @Test
    void aClientThatTakesNothingIsDropped() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, LONG, SHORT));
        try (var client = rig.connect()) {
            client.get("/big?30000000");
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
        }
    }

    @Test
    void aStreamThatNobodyReadsIsCancelled() throws Exception {
        rig.with(settings -> settings.timeouts(LONG, LONG, SHORT));
        try (var client = rig.connect()) {
            client.get("/sse");
            ManualLive live = rig.pipelines.nextStream();
            for (int i = 0; i < 20; i++) {
                live.send(new byte[1 << 20]);
            }
            assertThat(rig.onlyEnded().code()).isEqualTo("client_closed");
            assertThat(live.cancels).hasValue(1);
        }
    }
}
