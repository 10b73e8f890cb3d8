package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Start, the phases of a shutdown, observers, and settings that change while calls run. */
class LifecycleTest {
    @Test
    void whileSettlingRequestsAreServedAndReadinessFails() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            assertThat(rig.openCalls.accepting()).isTrue();
            rig.openCalls.settle();
            assertThat(rig.openCalls.accepting()).isFalse();
            var answer = client.get("/get").read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.values("connection")).isEmpty();
            rig.settle();
        }
    }

    @Test
    void whileRefusingIdleConnectionsEndAndStreamsFinish() throws Exception {
        try (var rig = IngressRig.start();
                var idle = rig.connect();
                var streaming = rig.connect();
                var waiting = rig.connect()) {
            idle.get("/get").read();
            streaming.get("/sse");
            ManualLive live = rig.pipelines.nextStream().send("data: 1\n\n");
            streaming.head();
            waiting.get("/later").get("/get");
            var call = rig.pipelines.nextWaiting();
            rig.openCalls.refuse();

            assertThat(idle.ended()).isTrue();
            try (var late = rig.connect()) {
                var refused = late.get("/get").read();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body()).contains("\"shutting_down\"");
                assertThat(refused.field("retry-after")).isEqualTo("1");
                assertThat(refused.field("connection")).isEqualTo("close");
                assertThat(late.ended()).isTrue();
            }
            call.answer("{}");
            var last = waiting.read();
            assertThat(last.body()).isEqualTo("{}");
            assertThat(last.field("connection")).isEqualTo("close");
            assertThat(waiting.ended()).isTrue();
            live.send("data: 2\n\n").end();
            assertThat(streaming.chunk()).isEqualTo("data: 1\n\n");
            assertThat(streaming.chunk()).isEqualTo("data: 2\n\n");
            assertThat(streaming.chunk()).isEmpty();
            assertThat(streaming.ended()).isTrue();
            rig.settle();
        }
    }

    @Test
    void aRequestThatFinishesItsBodyWhileRefusingIsServed() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            client.send("POST /echo HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            rig.openCalls.refuse();
            client.send("body");
            var answer = client.read();
            assertThat(answer.body()).isEqualTo("body");
            assertThat(answer.field("connection")).isEqualTo("close");
            rig.settle();
        }
    }

    @Test
    void closingDoesNotWaitForCallsThatNeverEnd() {
        var rig = IngressRig.start();
        try (var client = rig.connect()) {
            client.get("/never");
            await().until(() -> rig.openCalls.running() == 1);
            rig.close();
            assertThat(client.ended()).isTrue();
            assertThat(rig.openCalls.running()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        var loops = new NioEventLoopGroup(1);
        try (var taken = new ServerSocket(0)) {
            var server = new Server(
                    new TestPipelines().table()::find,
                    new OpenCalls(),
                    List.of(),
                    IngressRig.SETTINGS,
                    IngressRig.NO_KEYS);
            var bind = new Ingress.Bind("127.0.0.1", taken.getLocalPort(), 4096, 8192, null);
            try (var ingress = new Ingress(server, loops, false, bind)) {
                assertThatThrownBy(ingress::start)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("server.port")
                        .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
            }
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void anObserverThatFailsHarmsNeitherTheCallNorTheNextObserver() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            rig.observerFails = true;
            assertThat(client.get("/get").read().status()).isEqualTo(200);
            assertThat(client.get("/nowhere").read().status()).isEqualTo(404);
            assertThat(rig.ended(2)).extracting(IngressRig.Ended::code).containsExactly("ok", "not_found");
            rig.settle();
        }
    }

    @Test
    void observersSeeACompleteTrace() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            rig.withKeys();
            client.request("POST", "/echo", "x", "x-api-key: " + IngressRig.KEY).read();
            var call = rig.onlyEnded().call();
            assertThat(call.principal()).isEqualTo("tests");
            assertThat(call.trace().receivedNanos())
                    .isLessThanOrEqualTo(call.trace().pipelineNanos());
            assertThat(call.trace().pipelineNanos())
                    .isLessThanOrEqualTo(call.trace().endNanos());
            assertThat(call.head().remote()).isEqualTo("127.0.0.1");
            rig.settle();
        }
    }

    @Test
    void newSettingsHoldForTheNextRequestOfAnOpenConnection() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            assertThat(client.request("HEAD", "/get", "").readHeadOnly().status())
                    .isEqualTo(405);
            rig.with(settings -> settings.methods(true, false, Cors.OFF));
            assertThat(client.request("HEAD", "/get", "").readHeadOnly().status())
                    .isEqualTo(200);
            rig.with(settings -> settings.timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO));
            assertThat(client.get("/get").read().status())
                    .as("no limits at all")
                    .isEqualTo(200);
            rig.settle();
        }
    }
}
