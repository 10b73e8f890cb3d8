package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Order, queues and the accounting of clients that leave. */
class SchedulingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String STREAM = "{\"prompt\":\"x\",\"stream\":true}";

    @Test
    void prefillsWaitForEachOtherInTheOrderOfArrival() throws Exception {
        // 400 bytes are 100 tokens: 50 ms each.
        MockWorkerOptions options =
                MockWorkerOptions.builder().prefillTokensPerSecond(2000).build();
        try (MockWorker worker = MockWorker.start(options)) {
            assertThat(options.serialPrefill()).isTrue();
            Client client = new Client(worker);
            ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                int number = i;
                all.add(client.postAsync("/v1/completions", "{\"prompt\":\"" + "p".repeat(400) + "\"}")
                        .thenAccept(_ -> order.add(number)));
                int admitted = i + 1;
                worker.await("admission", c -> c.running() + c.completed() >= admitted, PATIENCE);
            }
            for (CompletableFuture<Void> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
            assertThat(order).containsExactly(0, 1, 2, 3);
            // Four prefills one after another cannot take less, however fast the machine.
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Test
    void aClientThatLeavesGivesItsPrefillTurnAway() throws Exception {
        MockWorkerOptions options = MockWorkerOptions.builder()
                .prefillTokensPerSecond(1)
                .cacheTokens(Long.MAX_VALUE)
                .build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client client = new Client(worker);
            // 100 tokens would block the prefill for 100 s.
            Socket blocking = client.open("/v1/completions", "{\"prompt\":\"" + "p".repeat(400) + "\"}");
            worker.await("prefill", c -> c.running() == 1, PATIENCE);
            CompletableFuture<HttpResponse<String>> next = client.postAsync("/v1/completions", "{\"prompt\":\"\"}");
            worker.await("its admission", c -> c.running() == 2, PATIENCE);
            assertThat(next).isNotDone();
            blocking.close();

            assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            worker.await("cancellation", c -> c.cancellations() == 1 && c.running() == 0, PATIENCE);
        }
    }

    @Test
    void slotsQueueAndRefuse() throws Exception {
        MockWorkerOptions options = MockWorkerOptions.builder()
                .tokenInterval(Duration.ofHours(1))
                .maxRunning(1)
                .queueLimit(1)
                .build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client client = new Client(worker);
            Socket running = client.open("/v1/completions", STREAM);
            Client.readUntil(running, "\"text\":\"the \"");
            Socket waiting = client.open("/v1/completions", STREAM);
            worker.await("one waiting", c -> c.waiting() == 1, PATIENCE);

            HttpResponse<String> refused = client.post("/v1/completions", STREAM);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("queue is full");
            JsonNode load = client.json("/v1/loads").at("/loads/0");
            assertThat(load.path("num_running_reqs").asInt()).isEqualTo(1);
            assertThat(load.path("num_waiting_reqs").asInt()).isEqualTo(1);
            assertThat(client.get("/flush_cache").statusCode()).isEqualTo(400);

            running.close();
            assertThat(Client.readUntil(waiting, "\"text\":\"the \"")).startsWith("HTTP/1.1 200 OK");
            waiting.close();
            worker.await("both gone", c -> c.running() == 0 && c.waiting() == 0, PATIENCE);
            assertThat(worker.counters().cancellations()).isEqualTo(2);
            assertThat(worker.counters().maxConcurrent()).isEqualTo(3);
        }
    }

    @Test
    void leavingIsNoticedWhileStreamingWaitingAndNotStreaming() throws Exception {
        MockWorkerOptions options = MockWorkerOptions.builder()
                .tokenInterval(Duration.ofHours(1))
                .maxRunning(2)
                .build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client client = new Client(worker);
            Socket streaming = client.open("/v1/completions", STREAM);
            Socket whole = client.open("/v1/completions", "{\"prompt\":\"x\"}");
            worker.await("both run", c -> c.running() == 2, PATIENCE);
            Socket waiting = client.open("/v1/completions", "{\"prompt\":\"x\"}");
            worker.await("one waits", c -> c.waiting() == 1, PATIENCE);
            waiting.close();
            worker.await("the waiting one to leave", c -> c.cancellations() == 1, PATIENCE);
            whole.close();
            streaming.close();
            worker.await("three cancellations", c -> c.cancellations() == 3, PATIENCE);

            MockCounters counters = worker.counters();
            assertThat(counters.disconnects()).isEqualTo(3);
            assertThat(counters.completed()).isZero();
            assertThat(counters.running()).isZero();
            // One token each of the two that ran; their second one was an hour away.
            assertThat(counters.tokensGenerated()).isEqualTo(2);
        }
    }

    @Test
    void anAbortedRequestEndsWithItsReason() throws Exception {
        MockWorkerOptions options =
                MockWorkerOptions.builder().tokenInterval(Duration.ofHours(1)).build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client client = new Client(worker);
            CompletableFuture<HttpResponse<String>> answer =
                    client.postAsync("/generate", "{\"text\":\"x\",\"rid\":\"r7\"}");
            worker.await("running", c -> c.running() == 1, PATIENCE);
            client.post("/abort_request", "{\"rid\":\"other\"}");
            assertThat(worker.counters().running()).isEqualTo(1);
            client.post("/abort_request", "{\"rid\":\"r7\"}");

            assertThat(Client.parse(answer.get(10, TimeUnit.SECONDS).body())
                            .at("/meta_info/finish_reason/type")
                            .asText())
                    .isEqualTo("abort");
            assertThat(worker.counters().aborted()).isEqualTo(1);
        }
    }

    @Test
    void aSlowReaderStopsItsStreamAndGetsAllOfItLater() throws Exception {
        int tokens = 200_000;
        MockWorkerOptions options =
                MockWorkerOptions.builder().outputTokens(tokens).build();
        try (MockWorker worker = MockWorker.start(options)) {
            try (Socket socket = new Client(worker).open("/v1/completions", STREAM)) {
                worker.await("a stall", c -> c.writeStalls() > 0, PATIENCE);
                assertThat(worker.counters().completed()).isZero();
                Client.readUntil(socket, "data: [DONE]");
            }
            assertThat(worker.counters().tokensGenerated()).isEqualTo(tokens);
            assertThat(worker.counters().disconnects()).isZero();
        }
    }

    @Test
    void tokensComeAtTheirPace() throws Exception {
        MockWorkerOptions options = MockWorkerOptions.builder()
                .firstToken(Duration.ofMillis(20))
                .tokenInterval(Duration.ofMillis(5))
                .outputTokens(11)
                .build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client client = new Client(worker);
            for (String body : List.of(STREAM, "{\"prompt\":\"x\"}")) {
                long start = System.nanoTime();
                assertThat(client.post("/v1/completions", body).statusCode()).isEqualTo(200);
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(70));
            }
        }
    }
}
