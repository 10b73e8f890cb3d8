package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    private final GatewayRig rig;

    ShutdownTest(@TempDir Path folder) {
        rig = new GatewayRig(folder)
                .worker(it -> it.tokenInterval(Duration.ofMillis(20)).outputTokens(100));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void start(String shutdown) throws Exception {
        rig.config("");
        rig.write("serai.yaml", rig.read("serai.yaml").replace("{settle: 0s, grace: 10s}", shutdown))
                .start();
    }

    @Test
    void streamsFinishWhileNewRequestsAreRefused() throws Exception {
        start("{settle: 500ms, grace: 20s}");
        var stream = rig.postAsync(CHAT, chat("m", true));
        rig.workers.getFirst().awaitRequests(1, SOON);
        var drained = CompletableFuture.runAsync(rig::drain);
        await().atMost(SOON).until(() -> rig.get("/readiness").statusCode() == 503);
        assertThat(rig.post("/v1/chat/completions", chat("nobody", false)).statusCode())
                .as("still served while balancers look away")
                .isEqualTo(404);
        await().atMost(SOON).until(() -> rig.post(CHAT, chat("nobody", false)).statusCode() == 503);
        assertThat(stream).isNotDone();
        assertThat(rig.post(CHAT, chat("m", false)).body()).contains("\"code\":\"shutting_down\"");
        assertThat(stream.get(20, TimeUnit.SECONDS).body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("\"error\"");
        drained.get(20, TimeUnit.SECONDS);
        int port = rig.port();
        rig.stop();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void whatOutlastsTheGraceIsCut() throws Exception {
        start("{settle: 0s, grace: 200ms}");
        rig.workers.getFirst().faults(FaultRule.always(new Fault.StallMidStream(3)));
        var stream = rig.open(CHAT, chat("m", true)).body();
        var waiting = rig.postAsync(CHAT, chat("m", false));
        rig.workers.getFirst().awaitRequests(2, SOON);
        var stopped = CompletableFuture.runAsync(() -> {
            rig.drain();
            rig.stop();
        });
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(waiting.get(10, TimeUnit.SECONDS).body()).contains("\"code\":\"shutting_down\"");
        assertThat(new String(stream.readAllBytes(), UTF_8))
                .as("the stream ends with an event that says why")
                .contains("\"code\":\"shutting_down\"")
                .endsWith("data: [DONE]\n\n");
        await().atMost(SOON).until(() -> rig.workers.getFirst().counters().connectionsOpen() == 0);
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        start("{settle: 0s, grace: 1s}");
        rig.post(CHAT, chat("m", false).replace("\"stream\"", "\"max_tokens\":1,\"stream\""));
        await().atMost(SOON).until(() -> mbeans() > 0);
        assertThat(threads()).isPositive();
        rig.stop();
        assertThat(mbeans()).isZero();
        await().atMost(SOON).until(() -> threads() == 0);
    }

    private static long mbeans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:*"), null)
                .size();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("serai-"))
                .count();
    }
}
