package io.serai.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadFiguresTest {
    private static JsonNode json(String text) throws IOException {
        return LenientJson.MAPPER.readTree(text);
    }

    @Test
    void sumsUpRanksOfSglang() throws IOException {
        var answer = json("""
                {"loads":[
                  {"dp_rank":0,"num_running_reqs":3,"num_waiting_reqs":1,"num_waiting_uncached_tokens":500,"token_usage":0.2},
                  {"dp_rank":1,"num_running_reqs":4,"num_waiting_reqs":2,"num_waiting_uncached_tokens":70,"token_usage":0.6}]}""");
        assertThat(LoadFigures.ofSglang(answer)).isEqualTo(new LoadFigures(7, 3, 570, 0.4));
    }

    @Test
    void readsTheOldForm() throws IOException {
        var answer = json("[{\"dp_rank\":0,\"num_reqs\":5,\"num_waiting_reqs\":2,\"num_tokens\":900}]");
        assertThat(LoadFigures.ofOldSglang(answer)).isEqualTo(new LoadFigures(3, 2, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"loads\":[]}", "{\"loads\":7}", "null", "\"x\""})
    void whatIsNotALoadIsNone(String text) throws IOException {
        assertThat(LoadFigures.ofSglang(json(text))).isNull();
        assertThat(LoadFigures.ofOldSglang(json(text))).isNull();
        assertThat(LoadFigures.ofVllmLoad(json(text))).isNull();
    }

    @Test
    void wrongTypesCountAsNotTold() throws IOException {
        var answer = json("{\"loads\":[{\"num_running_reqs\":\"many\",\"token_usage\":-3,\"num_waiting_reqs\":-1}]}");
        assertThat(LoadFigures.ofSglang(answer)).isEqualTo(new LoadFigures(0, 0, 0, 0));
    }

    @Test
    void findsTheLinesOfVllm() {
        var text = """
                # HELP vllm:num_requests_running Number of requests in model execution batches.
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="a } b"} 3.0
                vllm:num_requests_running{engine="1",model_name="m"} 1e1
                vllm:num_requests_waiting{engine="0"} 2.0 1700000000000
                vllm:num_requests_waiting_by_reason{engine="0",reason="capacity"} 99.0
                vllm:kv_cache_usage_perc{engine="0"} 0.5
                vllm:kv_cache_usage_perc{engine="1"} NaN
                vllm:num_preemptions_total 5""";
        assertThat(VllmMetrics.read(text.getBytes(UTF_8))).isEqualTo(new LoadFigures(13, 2, 0, 0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "vllm:num_requests_running", "other 3", "<html>"})
    void aTextWithoutThemHasNoFigures(String text) {
        assertThat(VllmMetrics.read(text.getBytes(UTF_8))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vllm:num_requests_running ",
                "vllm:num_requests_running{",
                "vllm:num_requests_running{}",
                "vllm:num_requests_running{} x",
                "vllm:num_requests_running -4"
            })
    void damagedLinesCountAsZero(String text) {
        assertThat(VllmMetrics.read(text.getBytes(UTF_8))).isEqualTo(new LoadFigures(0, 0, 0, 0));
    }
}
