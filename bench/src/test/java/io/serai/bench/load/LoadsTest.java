package io.serai.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.bench.trace.Conversation;
import io.serai.bench.trace.Trace;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import io.serai.testkit.MockWorkerOptionsBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loads against a mock worker, over real connections. */
class LoadsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final LoadClient client = LoadClient.open();

    @AfterEach
    void closeClient() {
        client.close();
    }

    private static MockWorkerOptionsBuilder options() {
        return MockWorkerOptions.builder().host("127.0.0.1").port(0).outputTokens(8);
    }

    private static List<InetSocketAddress> targets(MockWorker worker) {
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.port()));
    }

    private static List<WireRequest> chats(boolean stream) {
        var body = "{\"model\":\"mock-model\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(stream);
        return List.of(WireRequest.post("/v1/chat/completions", body.getBytes(US_ASCII)));
    }

    /** The first non-empty stretch of a running load that is as wanted. */
    private static Tally awaitTally(Load load, Predicate<Tally> wanted) {
        return await().atMost(LIMIT).until(load::drain, wanted);
    }

    @Test
    void aClosedLoopKeepsItsConnectionsBusy() {
        try (var worker = MockWorker.start(options().build());
                var load = new ClosedLoopLoad(client, targets(worker), chats(false), 4)) {
            load.start();
            var tally = awaitTally(load, seen -> seen.completed() > 20);
            assertThat(tally.failures()).isEmpty();
            assertThat(tally.latency().getTotalCount()).isEqualTo(tally.completed());
            assertThat(worker.counters().connectionsOpened()).isEqualTo(4);
        }
    }

    @Test
    void anOpenLoopSendsWithoutWaitingForAnswers() {
        // Each answer takes a second, so a hundred sends within the wait need a hundred requests at a time.
        try (var worker = MockWorker.start(
                        options().firstToken(Duration.ofSeconds(1)).build());
                var load = new OpenLoopLoad(client, targets(worker), chats(false), Duration.ofMillis(5), 512)) {
            load.start();
            worker.await("many at a time", counters -> counters.maxConcurrent() > 100, LIMIT);
        }
    }

    @Test
    void streamsAreReplacedWhenTheyEnd() {
        try (var worker = MockWorker.start(options().build());
                var load = new StreamLoad(client, targets(worker), chats(true), 3, 8, Duration.ofMillis(10))) {
            load.start();
            var tally = awaitTally(load, seen -> seen.completed() > 10);
            assertThat(tally.failures()).isEmpty();
            assertThat(tally.firstToken().getTotalCount()).isPositive();
            assertThat(tally.tokens()).isGreaterThan(8 * 8);
        }
    }

    @Test
    void aStreamOfAnotherLengthIsAFailure() {
        try (var worker = MockWorker.start(options().build());
                var load = new StreamLoad(client, targets(worker), chats(true), 1, 9, Duration.ZERO)) {
            load.start();
            var tally = awaitTally(load, seen -> seen.failed() > 0);
            assertThat(tally.failures()).containsOnlyKeys("stream of 8 tokens instead of 9");
        }
    }

    @Test
    void aRefusedRequestIsAFailureAndTheLoadGoesOn() {
        try (var worker = MockWorker.start(options().build());
                var load = new ClosedLoopLoad(client, targets(worker), chats(false), 1)) {
            worker.faults(FaultRule.next(2, new Fault.Status(503)));
            load.start();
            assertThat(awaitTally(load, seen -> seen.failed() > 0).failures()).containsOnlyKeys("HTTP 503");
            awaitTally(load, seen -> seen.completed() > 0 && seen.failed() == 0);
        }
    }

    @Test
    void aTargetThatDoesNotListenFailsEveryRequest() {
        int port;
        try (var worker = MockWorker.start(options().build())) {
            port = worker.port();
        }
        var gone = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try (var load = new ClosedLoopLoad(client, gone, chats(false), 2)) {
            load.start();
            var tally = awaitTally(load, seen -> seen.failed() >= 2);
            assertThat(tally.completed()).isZero();
            assertThat(tally.failures().keySet()).allMatch(reason -> reason.startsWith("connect: "));
        }
    }

    /**
     * Two conversations of one group on one unlimited cache with blocks of 16 bytes (4 tokens). In bytes:
     *
     * <pre>
     * A1  system\n + 56 + \n = 64, user\n + 16 + \n + assistant\n = 32   prompt 96 = 24 tokens, nothing cached
     * A2  A1 and its answer of 32 = 128, \n user\n + 15 + \n + assistant\n = 32   160 = 40 tokens, 32 cached
     * B1  as A1 with another question: the system message is shared      prompt 96 = 24 tokens, 16 cached
     * </pre>
     */
    @Test
    void playsATraceAndCountsWhatWasCached() throws InterruptedException {
        var system = "s".repeat(56);
        var none = Duration.ZERO;
        var trace = new Trace(List.of(
                new Conversation(0, system, List.of("a".repeat(16), "c".repeat(15)), List.of(none, none)),
                new Conversation(0, system, List.of("b".repeat(16)), List.of(none))));
        var unlimited = options().blockTokens(4).cacheTokens(Long.MAX_VALUE).build();
        try (var worker = MockWorker.start(unlimited);
                var load = new ConversationLoad(client, targets(worker), trace, "mock-model", 1)) {
            load.start();
            assertThat(load.awaitEnd(LIMIT)).isTrue();
            assertThat(load.cacheUse()).isEqualTo(new CacheUse(24 + 40 + 24, 32 + 16));
            var tally = load.drain();
            assertThat(tally.failures()).isEqualTo(Map.of());
            assertThat(tally.completed()).isEqualTo(3);
            assertThat(tally.firstToken().getTotalCount()).isEqualTo(3);
        }
    }
}
