package io.serai.gateway.telemetry;

import static io.serai.gateway.telemetry.EndedCalls.at;
import static io.serai.gateway.telemetry.EndedCalls.attempt;
import static io.serai.gateway.telemetry.EndedCalls.chat;
import static io.serai.gateway.telemetry.EndedCalls.received;
import static io.serai.gateway.telemetry.EndedCalls.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.ModelDecision;
import io.serai.core.Signal;
import io.serai.core.TokenUsage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00.123Z"));

    private final RequestLog log = new RequestLog(3, CLOCK);

    @Test
    void remembersTheLastCallsOnly() {
        for (int i = 1; i <= 5; i++) {
            log.ended(streamed("id-" + i, "llama", "w1"), 200, "ok");
        }
        assertThat(ids(10)).containsExactly("id-5", "id-4", "id-3");
        assertThat(ids(2)).containsExactly("id-5", "id-4");
        assertThat(log.find("id-2")).isEmpty();
        assertThat(log.find("id-3")).isPresent();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(log.recent(10)).isEmpty();
        assertThat(log.find("id")).isEmpty();
    }

    @Test
    void findsTheLatestCallOfAnId() {
        log.ended(streamed("id", "llama", "w1"), 200, "ok");
        log.ended(streamed("id", "llama", "w2"), 200, "ok");
        assertThat(log.find("id").map(RequestRecord::worker)).hasValue("w2");
    }

    @Test
    void leavesOutHealthChecksButNotRefusals() {
        log.ended(received("health", "/health"), 200, "ok");
        log.ended(received("refused", "/v1/models"), 401, "missing_api_key");
        assertThat(ids(10)).containsExactly("refused");
    }

    @Test
    void cutsWhatClientsMadeLong() {
        String longId = "i".repeat(5000);
        log.ended(received(longId, "/" + "p".repeat(5000)), 404, "not_found");
        RequestRecord record = log.find(longId).orElseThrow();
        assertThat(record.id()).hasSize(RequestRecord.MAX_TEXT);
        assertThat(record.path()).hasSize(RequestRecord.MAX_TEXT);
    }

    @Test
    void showsWhichWorkersWereTriedWhyAndHowLongEachStageTook() throws Exception {
        var call = chat("id-1", "llama", true);
        call.principal("alice");
        attempt(call, "w1", 5, "connect_failed");
        attempt(call, "w2", 7.5, "ok");
        call.trace().headCame(at(20));
        call.trace().contentCame(at(50), 1);
        call.trace().contentCame(at(150), 10);
        call.trace().usage(new TokenUsage(100, 11, 64));
        call.trace().ended(at(160));
        log.ended(call, 200, "ok");
        assertThat(json("id-1")).isEqualTo(new ObjectMapper().readTree("""
                        {"id": "id-1", "time": "2026-01-31T12:00:00.123Z", "remote": "10.0.0.9", "principal": "alice",
                         "method": "POST", "path": "/v1/chat/completions", "api": "chat", "stream": true,
                         "model": "llama", "status": 200, "code": "ok", "worker": "w2",
                         "attempts": [
                          {"worker": "w1", "reason": "cost 12.5 ms", "outcome": "connect_failed", "at_ms": 5.0,
                           "scores": [{"worker": "w1", "score": 12.5}, {"worker": "wX", "score": 20.0}]},
                          {"worker": "w2", "reason": "cost 12.5 ms", "outcome": "ok", "at_ms": 7.5,
                           "scores": [{"worker": "w2", "score": 12.5}, {"worker": "wX", "score": 20.0}]}],
                         "ms": {"total": 160.0, "receive": 2.0, "queue": 3.0, "head": 12.5, "ttft": 50.0,
                                "generation": 100.0},
                         "tokens": {"prompt": 100, "completion": 11, "cached": 64}}"""));
    }

    @Test
    void showsWhatWasUnderstoodAndDecided() throws Exception {
        var call = chat("id-1", "llama", false);
        call.signal("intent", new Signal.Label("math", 0.75, Map.of("math", 0.75, "law", 0.25), "m@1"));
        call.signal("complexity", new Signal.Degree(0.5, "medium", "m@1"));
        call.signal("embedding", new Signal.Vector(new float[] {0.125f}, true, "m@1"));
        call.piiFound("EMAIL_ADDRESS", 2);
        call.decision(new ModelDecision("auto", "llama", "rule \"1\"", List.of("because", "of that")));
        call.trace().ended(at(10));
        log.ended(call, 200, "ok");

        JsonNode json = json("id-1");

        assertThat(json.path("signals").toString())
                .isEqualTo("{\"intent\":{\"label\":\"math\",\"score\":0.75,\"classifier\":\"m@1\"},"
                        + "\"complexity\":{\"band\":\"medium\",\"score\":0.5,\"classifier\":\"m@1\"}}");
        assertThat(json.path("pii").path("EMAIL_ADDRESS").asInt()).isEqualTo(2);
        assertThat(json.path("decision").path("rule").asText()).isEqualTo("rule \"1\"");
        assertThat(json.path("decision").path("reasons"))
                .extracting(JsonNode::asText)
                .containsExactly("because", "of that");
    }

    @Test
    void leavesOutWhatDidNotHappen() throws Exception {
        var call = received("id-1", "/v1/models");
        call.trace().ended(at(1));
        log.ended(call, 401, "missing_api_key");
        JsonNode json = json("id-1");
        assertThat(json.get("ms")).isEqualTo(new ObjectMapper().readTree("{\"total\": 1.0}"));
        assertThat(json.get("attempts")).isEmpty();
        assertThat(List.of("model", "worker", "principal", "tokens")).noneMatch(json::has);
    }

    @Test
    void keepsNoContent() {
        log.ended(streamed("id-1", "llama", "w1"), 200, "ok");
        assertThat(RequestLog.json(log.find("id-1").orElseThrow())).doesNotContain("secret");
    }

    @Test
    void staysWholeWhenManyThreadsWrite() throws InterruptedException {
        var shared = new RequestLog(100, CLOCK);
        var threads = IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 1000; i++) {
                        shared.ended(streamed(t + "-" + i, "llama", "w1"), 200, "ok");
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(shared.recent(1000)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void mayBeSwitchedOff() {
        var none = new RequestLog(0, CLOCK);
        none.ended(streamed("id", "llama", "w1"), 200, "ok");
        assertThat(none.recent(10)).isEmpty();
        assertThat(none.find("id")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLog(-1, CLOCK))
                .withMessageContaining("requests-kept is -1");
    }

    private List<String> ids(int n) {
        return log.recent(n).stream().map(RequestRecord::id).toList();
    }

    private JsonNode json(String id) throws Exception {
        return new ObjectMapper().readTree(RequestLog.json(log.find(id).orElseThrow()));
    }
}
