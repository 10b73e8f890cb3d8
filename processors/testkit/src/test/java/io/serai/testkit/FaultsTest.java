package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATH = "/v1/completions";
    private static final String WHOLE = "{\"prompt\":\"x\"}";
    private static final String STREAM = "{\"prompt\":\"x\",\"stream\":true}";

    @RegisterExtension
    static final MockWorkerExtension WORKER = new MockWorkerExtension();

    private final MockWorker worker = WORKER.worker();
    private final Client client = new Client(worker);

    @Test
    void statusIsAnsweredAsOftenAsAsked() throws Exception {
        worker.faults(FaultRule.next(2, new Fault.Status(503, Duration.ofSeconds(7))));

        HttpResponse<String> first = client.post(PATH, WHOLE);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("retry-after")).contains("7");
        assertThat(Client.parse(first.body()).path("code").asInt()).isEqualTo(503);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(503);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
        assertThat(worker.counters().faults()).isEqualTo(2);
        assertThat(worker.counters().rejected()).isEqualTo(2);
        assertThat(worker.counters().completed()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {WHOLE, STREAM})
    void resetBeforeHeadSendsNothing(String body) throws Exception {
        worker.faults(FaultRule.always(new Fault.ResetBeforeHead()));
        try (Socket socket = client.open(PATH, body)) {
            assertThatThrownBy(() -> Client.readAll(socket))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(worker.counters().disconnects()).isZero();
    }

    @Test
    void resetMidStreamComesAfterTheGivenTokens() throws Exception {
        worker.faults(FaultRule.always(new Fault.ResetMidStream(2)));
        try (Socket socket = client.open(PATH, STREAM)) {
            StringBuilder seen = new StringBuilder();
            assertThatThrownBy(() -> {
                        while (true) {
                            int b = socket.getInputStream().read();
                            if (b < 0) {
                                return;
                            }
                            seen.append((char) b);
                        }
                    })
                    .isInstanceOf(IOException.class);
            // What was on its way may be lost with a reset, but nothing beyond the second token can have come.
            assertThat(seen.toString()).doesNotContain("sat ").doesNotContain("[DONE]");
        }
        worker.await("two tokens", c -> c.tokensGenerated() == 2, PATIENCE);
        assertThat(worker.counters().running()).isZero();
        assertThat(worker.counters().cancellations()).isZero();
    }

    @Test
    void stallMidStreamKeepsTheConnectionUntilTheClientLeaves() throws Exception {
        worker.faults(FaultRule.always(new Fault.StallMidStream(2)));
        try (Socket socket = client.open(PATH, STREAM)) {
            Client.readUntil(socket, "cat ");
            assertThat(worker.counters().running()).isEqualTo(1);
        }
        worker.await("a cancellation", c -> c.cancellations() == 1, PATIENCE);
        assertThat(worker.counters().tokensGenerated()).isEqualTo(2);
    }

    @Test
    void stallOfAWholeAnswerSendsItsHeadAndHalfOfIt() throws Exception {
        worker.faults(FaultRule.always(new Fault.StallMidStream(0)));
        try (Socket socket = client.open(PATH, WHOLE)) {
            assertThat(Client.readUntil(socket, "\"text_completion\"")).startsWith("HTTP/1.1 200 OK");
        }
        worker.await("a cancellation", c -> c.cancellations() == 1, PATIENCE);
    }

    @Test
    void hangNeverAnswersAndNoticesTheClientLeaving() throws Exception {
        worker.faults(FaultRule.always(new Fault.Hang()));
        try (Socket _ = client.open(PATH, WHOLE)) {
            worker.await("the fault", c -> c.faults() == 1, PATIENCE);
        }
        worker.await("a disconnect", c -> c.disconnects() == 1, PATIENCE);
        assertThat(worker.counters().cancellations()).isZero();
    }

    @Test
    void slowHeadAnswersLate() throws Exception {
        worker.faults(FaultRule.always(new Fault.SlowHead(Duration.ofMillis(60))));
        long start = System.nanoTime();
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
    }

    @Test
    void garbageIsNoHttp() throws Exception {
        worker.faults(FaultRule.always(new Fault.Garbage()));
        try (Socket socket = client.open(PATH, WHOLE)) {
            assertThat(Client.readAll(socket)).isNotEmpty().doesNotStartWith("HTTP/");
        }
    }

    @Test
    void truncateSendsLessThanAnnounced() throws Exception {
        worker.faults(FaultRule.always(new Fault.Truncate()));
        try (Socket socket = client.open(PATH, WHOLE)) {
            String answer = Client.readAll(socket);
            int announced = Integer.parseInt(answer.replaceFirst("(?s).*content-length: (\\d+).*", "$1"));
            int sent = answer.length() - answer.indexOf("\r\n\r\n") - 4;
            assertThat(sent).isPositive().isLessThan(announced);
        }
    }

    @Test
    void healthFailsApartFromTheDataPath() throws Exception {
        worker.healthFault(new Fault.Status(503));
        assertThat(client.get("/health").statusCode()).isEqualTo(503);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
        worker.healthFault(null);
        worker.faults(FaultRule.always(new Fault.Status(500)));
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(500);
    }

    @Test
    void aHeaderBreaksOneRequest() throws Exception {
        assertThat(client.post(PATH, WHOLE, "x-mock-fault", "status; code=429; retry-after=3")
                        .headers()
                        .firstValue("retry-after"))
                .contains("3");
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
        HttpResponse<String> unknown = client.post(PATH, WHOLE, "x-mock-fault", "explode");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("kind is 'explode'");
    }

    @Test
    void faultsAreSetOverHttp() throws Exception {
        String faults =
                "{\"faults\":[{\"kind\":\"status\",\"code\":500,\"times\":1},{\"kind\":\"status\",\"code\":502}],"
                        + "\"health\":{\"kind\":\"status\",\"code\":503}}";
        assertThat(client.post("/mock/faults", faults).statusCode()).isEqualTo(200);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(500);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(502);
        assertThat(client.get("/health").statusCode()).isEqualTo(503);
        assertThat(client.post("/mock/faults", "{\"faults\":[],\"health\":null}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        assertThat(client.post("/mock/faults", "{\"kind\":\"x\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void probabilityIsKept() {
        FaultPlan plan = new FaultPlan();
        plan.set(List.of(new FaultRule(new Fault.Hang(), Integer.MAX_VALUE, 0.25)));
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            hits += plan.take() == null ? 0 : 1;
        }
        assertThat(hits).isBetween(2300, 2700);
    }
}
