package io.serai.gateway.telemetry;

import static io.serai.gateway.telemetry.EndedCalls.at;
import static io.serai.gateway.telemetry.EndedCalls.attempt;
import static io.serai.gateway.telemetry.EndedCalls.chat;
import static io.serai.gateway.telemetry.EndedCalls.received;
import static io.serai.gateway.telemetry.EndedCalls.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ParseOptions;
import io.serai.core.Prompt;
import io.serai.core.TokenUsage;
import io.serai.core.WorkerLoad;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final FakeFleet fleet = new FakeFleet();
    private final Metrics metrics = new Metrics(fleet);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void countsCallsByModelWorkerApiAndStatus() throws IOException {
        metrics.ended(streamed("1", "llama", "w1"), 200, "ok");
        metrics.ended(streamed("2", "llama", "w1"), 200, "ok");
        metrics.ended(streamed("3", "llama", "w2"), 499, "client_closed");
        metrics.ended(received("4", "/health"), 200, "ok");
        assertThat(samples("serai_requests_total"))
                .containsExactlyInAnyOrder(
                        "{api=\"chat\",model=\"llama\",status=\"200\",worker=\"w1\"} 2.0",
                        "{api=\"chat\",model=\"llama\",status=\"499\",worker=\"w2\"} 1.0",
                        "{api=\"other\",model=\"none\",status=\"200\",worker=\"none\"} 1.0");
        assertThat(samples("serai_errors_total")).containsExactly("{code=\"client_closed\",model=\"llama\"} 1.0");
    }

    @Test
    void timesAStreamWithTokensFromItsUsage() throws IOException {
        var call = streamed("1", "llama", "w1");
        call.trace().usage(new TokenUsage(100, 21, 64));
        metrics.ended(call, 200, "ok");
        assertThat(samples("serai_time_to_first_token_seconds_sum")).containsExactly(llama("0.05"));
        // 100 ms between 21 tokens: 20 gaps of 5 ms.
        assertThat(samples("serai_time_per_output_token_seconds_sum")).containsExactly(llama("0.005"));
        assertThat(samples("serai_request_duration_seconds_sum")).containsExactly(llama("0.16"));
        assertThat(samples("serai_queue_seconds_sum")).containsExactly(llama("0.003"));
        assertThat(samples("serai_prompt_tokens_total")).containsExactly(llama("100.0"));
        assertThat(samples("serai_completion_tokens_total")).containsExactly(llama("21.0"));
        assertThat(samples("serai_cached_tokens_total")).containsExactly(llama("64.0"));
    }

    @Test
    void timesAStreamWithTokensFromItsEventsWhereUsageIsMissing() throws IOException {
        metrics.ended(streamed("1", "llama", "w1"), 200, "ok");
        assertThat(samples("serai_time_per_output_token_seconds_sum")).containsExactly(llama("0.01"));
        assertThat(samples("serai_prompt_tokens_total")).containsExactly(llama("0.0"));
    }

    @Test
    void tellsHowOurCountsDifferAndWhatWasParsed() throws IOException {
        for (int ours : new int[] {100, 97, 104}) {
            var call = streamed("1", "llama", "w1");
            call.prompt(new Prompt(new int[ours], ParseOptions.Reasoning.NONE));
            call.trace().usage(new TokenUsage(100, 21, 64));
            call.trace().reasoningTokens(5);
            call.trace().malformedOutput(1);
            metrics.ended(call, 200, "ok");
        }
        var failed = streamed("2", "llama", "w1");
        failed.trace().promptFailure("template_failed");
        metrics.ended(failed, 200, "ok");
        assertThat(samples("serai_prompt_token_drift_sum")).containsExactly("{model=\"llama\"} 7.0");
        assertThat(samples("serai_prompt_token_drift_bucket"))
                .contains("{model=\"llama\",le=\"0.5\"} 1", "{model=\"llama\",le=\"4.0\"} 3");
        assertThat(samples("serai_reasoning_tokens_total")).containsExactly("{model=\"llama\"} 15.0");
        assertThat(samples("serai_parse_malformed_total")).containsExactly("{model=\"llama\"} 3.0");
        assertThat(samples("serai_tokenize_failures_total"))
                .containsExactly("{code=\"template_failed\",model=\"llama\"} 1.0");
    }

    @Test
    void aWholeBodyHasNoTokenTimes() throws IOException {
        var call = chat("1", "llama", false);
        attempt(call, "w1", 5, "ok");
        call.trace().contentCame(at(100), 1);
        call.trace().contentCame(at(101), 1);
        call.trace().usage(new TokenUsage(10, 5, -1));
        call.trace().ended(at(102));
        metrics.ended(call, 200, "ok");
        assertThat(samples("serai_time_to_first_token_seconds_count")).containsExactly(llama("0"));
        assertThat(samples("serai_time_per_output_token_seconds_count")).containsExactly(llama("0"));
        assertThat(samples("serai_request_duration_seconds_count")).containsExactly(llama("1"));
        assertThat(samples("serai_cached_tokens_total")).containsExactly(llama("0.0"));
    }

    @Test
    void oneTokenHasAFirstTokenTimeOnly() throws IOException {
        var call = chat("1", "llama", true);
        attempt(call, "w1", 5, "ok");
        call.trace().contentCame(at(50), 1);
        call.trace().ended(at(60));
        metrics.ended(call, 200, "ok");
        assertThat(samples("serai_time_to_first_token_seconds_count")).containsExactly(llama("1"));
        assertThat(samples("serai_time_per_output_token_seconds_count")).containsExactly(llama("0"));
    }

    @Test
    void histogramsHaveFixedBuckets() throws IOException {
        metrics.ended(streamed("1", "llama", "w1"), 200, "ok");
        assertThat(samples("serai_time_to_first_token_seconds_bucket"))
                .contains(
                        "{model=\"llama\",worker=\"w1\",le=\"0.025\"} 0",
                        "{model=\"llama\",worker=\"w1\",le=\"0.05\"} 1",
                        "{model=\"llama\",worker=\"w1\",le=\"+Inf\"} 1");
    }

    @Test
    void showsHowTextsWaitForModelsAndHowTheseRun() throws IOException {
        metrics.waited(3_000_000);
        metrics.ran(3, 20_000_000);
        metrics.ran(1, 40_000_000);
        assertThat(samples("serai_classify_wait_seconds_bucket"))
                .contains("{le=\"0.0025\"} 0", "{le=\"0.005\"} 1", "{le=\"+Inf\"} 1");
        assertThat(samples("serai_classify_run_seconds_bucket"))
                .contains("{le=\"0.01\"} 0", "{le=\"0.025\"} 1", "{le=\"0.05\"} 2");
        assertThat(samples("serai_classify_run_rows_bucket"))
                .containsExactly(
                        "{le=\"1.0\"} 1", "{le=\"2.0\"} 1", "{le=\"4.0\"} 2", "{le=\"8.0\"} 2", "{le=\"+Inf\"} 2");
        assertThat(samples("serai_classify_run_rows_sum")).containsExactly(" 4.0");
    }

    @Test
    void countsWhyAttemptsWereFollowedByOthers() throws IOException {
        var call = chat("1", "llama", true);
        attempt(call, "w1", 3, "connect_failed");
        attempt(call, "w2", 4, "worker_busy");
        attempt(call, "w3", 9, "ok");
        call.trace().ended(at(20));
        metrics.ended(call, 200, "ok");
        assertThat(samples("serai_retries_total"))
                .containsExactlyInAnyOrder(
                        "{model=\"llama\",reason=\"connect_failed\"} 1.0",
                        "{model=\"llama\",reason=\"worker_busy\"} 1.0");
        // From the whole request to the first attempt, not to the last.
        assertThat(samples("serai_queue_seconds_sum")).containsExactly("{model=\"llama\",worker=\"w3\"} 0.001");
    }

    @Test
    void aCallRefusedBeforeItsModelIsKnownHasNoneOfItsNamesAsLabels() throws IOException {
        var call = received("1", "/v1/chat/completions");
        call.trace().ended(at(1));
        metrics.ended(call, 404, "model_not_found");
        assertThat(samples("serai_requests_total"))
                .containsExactly("{api=\"other\",model=\"none\",status=\"404\",worker=\"none\"} 1.0");
        assertThat(samples("serai_queue_seconds_count")).isEmpty();
    }

    @Test
    void workersBeyondTheLimitShareALabel() throws IOException {
        for (int i = 0; i < CallMeters.MAX_WORKERS + 3; i++) {
            metrics.ended(streamed("1", "llama", "w" + i), 200, "ok");
        }
        assertThat(samples("serai_requests_total"))
                .hasSize(CallMeters.MAX_WORKERS + 1)
                .contains("{api=\"chat\",model=\"llama\",status=\"200\",worker=\"other\"} 3.0");
    }

    @Test
    void workersThatAreGoneMakeRoomAfterTheirLastValuesWereShown() throws IOException {
        int crowd = CallMeters.MAX_WORKERS / 2 + 1;
        for (int i = 0; i < crowd; i++) {
            metrics.ended(streamed("1", "llama", "w" + i), 200, "ok");
        }
        fleet.workers = List.of(FakeFleet.worker("w7"));
        assertThat(samples("serai_requests_total")).hasSize(crowd);
        assertThat(samples("serai_requests_total"))
                .containsExactly("{api=\"chat\",model=\"llama\",status=\"200\",worker=\"w7\"} 1.0");
        assertThat(samples("serai_queue_seconds_count")).containsExactly("{model=\"llama\",worker=\"w7\"} 1");
    }

    @Test
    void aFewWorkersThatAreGoneKeepTheirCounts() throws IOException {
        metrics.ended(streamed("1", "llama", "w1"), 200, "ok");
        for (int scrape = 0; scrape < 3; scrape++) {
            assertThat(samples("serai_requests_total")).hasSize(1);
        }
    }

    @Test
    void showsTheFleet() throws IOException {
        fleet.running = 7;
        fleet.queued = 2;
        var load = new WorkerLoad(3, 1, 50, 0.25, 1, 4);
        fleet.workers = List.of(
                new WorkerSample("w1", "llama", "ready", WorkerSample.Breaker.CLOSED, 4, load),
                new WorkerSample("w2", "", "connecting", WorkerSample.Breaker.OPEN, 0, WorkerLoad.UNKNOWN),
                FakeFleet.worker("w2"));
        assertThat(samples("serai_requests_running")).containsExactly(" 7.0");
        assertThat(samples("serai_requests_queued")).containsExactly(" 2.0");
        assertThat(samples("serai_worker_state"))
                .containsExactlyInAnyOrder(
                        "{model=\"llama\",state=\"ready\",worker=\"w1\"} 1.0",
                        "{model=\"none\",state=\"connecting\",worker=\"w2\"} 1.0");
        assertThat(samples("serai_worker_in_flight")).containsExactly("{worker=\"w1\"} 4.0", "{worker=\"w2\"} 0.0");
        assertThat(samples("serai_worker_breaker_state")).containsExactly("{worker=\"w1\"} 0.0", "{worker=\"w2\"} 2.0");
        assertThat(samples("serai_worker_load_running")).containsExactly("{worker=\"w1\"} 3.0");
        assertThat(samples("serai_worker_load_waiting")).containsExactly("{worker=\"w1\"} 1.0");
        assertThat(samples("serai_worker_load_token_usage")).containsExactly("{worker=\"w1\"} 0.25");
    }

    @Test
    void showsReloadsAndTheJvm() throws IOException {
        metrics.configReloaded(true);
        metrics.routesReloaded(false);
        metrics.routesReloaded(false);
        metrics.generation(5);
        assertThat(samples("serai_config_reloads_total")).containsExactly("{result=\"applied\"} 1.0");
        assertThat(samples("serai_route_reloads_total")).containsExactly("{result=\"refused\"} 2.0");
        assertThat(samples("serai_generation")).containsExactly(" 5.0");
        assertThat(samples("jvm_memory_used_bytes")).isNotEmpty();
        assertThat(samples("jvm_threads_live_threads")).hasSize(1);
        assertThat(samples("process_cpu_usage")).hasSize(1);
    }

    private static String llama(String value) {
        return "{model=\"llama\",worker=\"w1\"} " + value;
    }

    /** Lines of one name, without the name. */
    private List<String> samples(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        metrics.scrape(out);
        Stream<String> lines = out.toString(StandardCharsets.UTF_8).lines();
        return lines.filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> line.substring(name.length()))
                .toList();
    }
}
