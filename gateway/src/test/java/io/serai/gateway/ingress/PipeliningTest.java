package io.serai.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.gateway.ingress.IngressRig.Transport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests sent without waiting are answered in their order. */
class PipeliningTest {
    private static final int MANY = 200;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void answersComeInOrderThoughTheFirstIsSlow(Transport transport) {
        try (var rig = IngressRig.start(transport);
                var client = rig.connect()) {
            var requests = new StringBuilder("GET /later HTTP/1.1\r\nhost: a\r\n\r\n");
            IntStream.range(0, MANY)
                    .forEach(i -> requests.append(
                            i % 3 == 0
                                    ? "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\n%04d".formatted(i)
                                    : "GET /rest/%04d HTTP/1.1\r\nhost: a\r\n\r\n".formatted(i)));
            client.send(requests.toString());
            rig.pipelines.nextWaiting().answer("slow");
            assertThat(client.read().body()).isEqualTo("slow");
            for (int i = 0; i < MANY; i++) {
                assertThat(client.read().body()).isEqualTo("%04d".formatted(i));
            }
            rig.settle();
        }
    }

    @Test
    void onlyOneCallOfAConnectionRunsAtATime() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            client.get("/later?1").get("/later?2").get("/later?3");
            for (int i = 1; i <= 3; i++) {
                var waiting = rig.pipelines.nextWaiting();
                assertThat(rig.openCalls.running()).isEqualTo(1);
                assertThat(waiting.call().head().query()).isEqualTo("" + i);
                waiting.answerElsewhere("" + i);
                assertThat(client.read().body()).isEqualTo("" + i);
            }
            rig.settle();
        }
    }

    /** Each request arrives as the answer before it ends: what is held and what comes must not overtake. */
    @Test
    void whatComesWhileHeldRequestsAreTakenUpDoesNotOvertake() {
        try (var rig = IngressRig.start(Transport.NIO);
                var client = rig.connect()) {
            for (int round = 0; round < 100; round++) {
                client.get("/later").get("/rest/held");
                rig.pipelines.nextWaiting().answer("first");
                client.get("/rest/new");
                assertThat(client.read().body()).isEqualTo("first");
                assertThat(client.read().body()).isEqualTo("held");
                assertThat(client.read().body()).isEqualTo("new");
            }
            rig.settle();
        }
    }

    @Test
    void refusalsAndBrokenBytesKeepTheirPlace() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            client.get("/later")
                    .get("/nowhere")
                    .request("PUT", "/get", "xyz")
                    .get("/get")
                    .send("not http\r\n\r\n");
            rig.pipelines.nextWaiting().answer("slow");
            assertThat(IntStream.range(0, 5).map(i -> client.read().status())).containsExactly(200, 404, 405, 200, 400);
            assertThat(client.ended()).isTrue();
            rig.settle();
        }
    }

    @Test
    void nothingBehindTheLastRequestIsServed() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            client.get("/later", "connection: close").get("/rest/never-served");
            rig.pipelines.nextWaiting().answer("last");
            assertThat(client.read().body()).isEqualTo("last");
            assertThat(client.ended()).isTrue();
            rig.settle();
        }
    }

    @Test
    void aClientThatReadsNoAnswersIsNotServedMore() {
        try (var rig = IngressRig.start();
                var client = rig.connect()) {
            client.get("/big?20000000").get("/later");
            assertThat(client.read().body()).hasSize(20_000_000);
            rig.pipelines.nextWaiting().answer("then");
            assertThat(client.read().body()).isEqualTo("then");

            client.get("/big?20000000").get("/later");
            await().until(() -> rig.openCalls.running() == 1);
            client.get("/get");
            assertThat(rig.pipelines.waiting)
                    .as("the first answer is not taken yet")
                    .isEmpty();
            client.vanish();
            assertThat(rig.ended(3).getLast().code()).isEqualTo("client_closed");
        }
    }
}
