package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.WorkerLoad;
import io.serai.fleet.BreakerState;
import io.serai.fleet.WorkerSpec;
import io.serai.fleet.WorkerState;
import io.serai.fleet.WorkerStatus;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerJsonTest {
    private static final Instant T = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String SHOWN = "\"2026-03-01T12:00:00.123Z\"";

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(
                        new WorkerState.Registering(0, null), "registering", "{\"attempts\":0,\"last_error\":null}"),
                Arguments.of(
                        new WorkerState.Registering(2, "no answer"),
                        "registering",
                        "{\"attempts\":2,\"last_error\":\"no answer\"}"),
                Arguments.of(new WorkerState.Ready(T), "ready", "{\"since\":" + SHOWN + "}"),
                Arguments.of(
                        new WorkerState.Unhealthy(3, "status 500", T),
                        "unhealthy",
                        "{\"failures\":3,\"reason\":\"status 500\",\"next_probe\":" + SHOWN + "}"),
                Arguments.of(new WorkerState.Draining(T), "draining", "{\"deadline\":" + SHOWN + "}"),
                Arguments.of(new WorkerState.Removed(), "removed", "{}"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void showsTheState(WorkerState state, String key, String detail) {
        JsonNode worker = WorkerJson.of(status(state, new BreakerState.Closed(), WorkerLoad.UNKNOWN));
        assertThat(worker.path("status").asText()).isEqualTo(key);
        assertThat(worker.path("state").toString()).isEqualTo(detail);
    }

    static Stream<Arguments> breakers() {
        return Stream.of(
                Arguments.of(new BreakerState.Closed(), "{\"state\":\"closed\"}"),
                Arguments.of(new BreakerState.Open(T), "{\"state\":\"open\",\"until\":" + SHOWN + "}"),
                Arguments.of(new BreakerState.HalfOpen(2), "{\"state\":\"half_open\",\"permits_left\":2}"));
    }

    @ParameterizedTest
    @MethodSource("breakers")
    void showsTheBreaker(BreakerState breaker, String shown) {
        JsonNode worker = WorkerJson.of(status(new WorkerState.Ready(T), breaker, WorkerLoad.UNKNOWN));
        assertThat(worker.path("breaker").toString()).isEqualTo(shown);
    }

    @Test
    void showsLoadAndWeights() {
        var load = new WorkerLoad(3, 4, 500, 0.25, 1, 2);
        JsonNode worker = WorkerJson.of(status(new WorkerState.Ready(T), new BreakerState.Closed(), load));
        assertThat(worker.path("load").toString())
                .isEqualTo("{\"known\":true,\"running\":3,\"waiting\":4,\"waiting_tokens\":500,\"token_usage\":0.25}");
        assertThat(worker.path("weight").asDouble()).isEqualTo(1);
        assertThat(worker.path("effective_weight").asDouble()).isEqualTo(0.5);
        assertThat(worker.path("in_flight").asInt()).isEqualTo(7);
        assertThat(worker.path("origin").asText()).isEqualTo("config");
        assertThat(worker.path("engine").asText()).isEqualTo("auto");
    }

    private static WorkerStatus status(WorkerState state, BreakerState breaker, WorkerLoad load) {
        return new WorkerStatus(
                WorkerSpec.of("http://h:1"), false, state, breaker, new TreeSet<>(), null, load, 7, 0.5);
    }
}
