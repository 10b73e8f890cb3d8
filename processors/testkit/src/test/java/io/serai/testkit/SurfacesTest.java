package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SurfacesTest {
    @RegisterExtension
    static final MockWorkerExtension SGLANG = MockWorkerExtension.of(
            MockWorkerOptions.builder().model("m").outputTokens(3).build());

    private final Client client = new Client(SGLANG.worker());

    @BeforeEach
    void startsFromZero() {
        assertThat(SGLANG.worker().counters().requests()).isZero();
    }

    @Test
    void chatAnswersWholeWithReproducibleUsage() throws Exception {
        JsonNode answer = client.json("/v1/chat/completions", Client.chat("hello"));

        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("model").asText()).isEqualTo("m");
        JsonNode choice = answer.path("choices").path(0);
        assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
        assertThat(choice.path("message").path("content").asText()).isEqualTo("the cat sat ");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
        // "user\nhello\nassistant\n" has 21 bytes.
        assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(6);
        assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
        assertThat(answer.path("usage").path("total_tokens").asInt()).isEqualTo(9);
        assertThat(answer.path("usage")
                        .at("/prompt_tokens_details/cached_tokens")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void chatStreamsOneEventPerToken() throws Exception {
        List<JsonNode> events = client.stream(
                "/v1/chat/completions",
                Client.chatWith(
                        "\"stream\":true,\"max_tokens\":2,\"stream_options\":{\"include_usage\":true}", "hello"));

        assertThat(events).hasSize(5);
        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(1).at("/choices/0/delta/content").asText()).isEqualTo("the ");
        assertThat(events.get(2).at("/choices/0/delta/content").asText()).isEqualTo("cat ");
        assertThat(events.get(3).at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(events.get(4).path("choices")).isEmpty();
        assertThat(events.get(4).at("/usage/completion_tokens").asInt()).isEqualTo(2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(event.path("id")).isEqualTo(events.get(0).path("id"));
            assertThat(event.has("usage")).isTrue();
        });
    }

    @Test
    void completionsAnswerEveryPromptInOrder() throws Exception {
        JsonNode answer =
                client.json("/v1/completions", "{\"prompt\":[\"abcd\",\"abcdefgh\"],\"max_tokens\":1,\"n\":2}");

        assertThat(answer.path("object").asText()).isEqualTo("text_completion");
        assertThat(answer.path("choices").findValuesAsText("index")).containsExactly("0", "1", "2", "3");
        assertThat(answer.path("choices").findValuesAsText("text")).containsOnly("the ");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void completionsTakeTokenIdsAndStream() throws Exception {
        List<JsonNode> events =
                client.stream("/v1/completions", "{\"prompt\":[5,6,7],\"stream\":true,\"max_tokens\":1}");

        assertThat(events).hasSize(2);
        assertThat(events.get(0).at("/choices/0/text").asText()).isEqualTo("the ");
        assertThat(SGLANG.worker().counters().promptTokens()).isEqualTo(3);
    }

    @Test
    void generateStreamsCumulativeText() throws Exception {
        List<JsonNode> events = client.stream(
                "/generate",
                "{\"text\":\"abcdefgh\",\"rid\":\"r1\",\"stream\":true,\"sampling_params\":{\"max_new_tokens\":2}}");

        assertThat(events).extracting(e -> e.path("text").asText()).containsExactly("the ", "the cat ", "the cat ");
        JsonNode last = events.getLast().path("meta_info");
        assertThat(last.path("id").asText()).isEqualTo("r1");
        assertThat(last.at("/finish_reason/type").asText()).isEqualTo("length");
        assertThat(last.path("prompt_tokens").asInt()).isEqualTo(2);
        assertThat(events.getFirst().at("/meta_info/finish_reason").isNull()).isTrue();
    }

    @Test
    void generateAnswersABatchWithAnArray() throws Exception {
        JsonNode answer = client.json("/generate", "{\"input_ids\":[[1,2],[3,4]]}");

        assertThat(answer.isArray()).isTrue();
        assertThat(answer.findValuesAsText("text")).containsExactly("the cat sat ", "the cat sat ");
        assertThat(answer.path(0).path("output_ids")).hasSize(3);
    }

    @Test
    void embeddingsAreUnitVectorsInBothEncodings() throws Exception {
        JsonNode floats = client.json("/v1/embeddings", "{\"input\":[\"a\",\"b\"],\"dimensions\":4}");
        JsonNode packed =
                client.json("/v1/embeddings", "{\"input\":\"a\",\"dimensions\":4,\"encoding_format\":\"base64\"}");

        JsonNode first = floats.at("/data/0/embedding");
        assertThat(first).hasSize(4);
        assertThat(first).isNotEqualTo(floats.at("/data/1/embedding"));
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/0/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        double norm = 0;
        for (int i = 0; i < 4; i++) {
            float value = bytes.getFloat();
            assertThat(value).isEqualTo((float) first.path(i).asDouble());
            norm += value * value;
        }
        assertThat(norm).isCloseTo(1, Offset.offset(1e-5));
    }

    @Test
    void rerankIsABareArraySortedByScore() throws Exception {
        JsonNode answer =
                client.json("/v1/rerank", "{\"query\":\"red fox\",\"documents\":[\"a dog\",\"the red fox\",\"fox\"]}");

        assertThat(answer.isArray()).isTrue();
        assertThat(answer.findValuesAsText("index")).containsExactly("1", "2", "0");
        assertThat(answer.path(0).path("score").asDouble()).isEqualTo(1.0);
    }

    @Test
    void scoreAndClassifyHaveTheirShapes() throws Exception {
        JsonNode score =
                client.json("/v1/score", "{\"query\":\"fox\",\"items\":[\"fox\",\"dog\"],\"label_token_ids\":[1,2]}");
        JsonNode classes = client.json("/v1/classify", "{\"input\":[\"x\",\"y\"]}");

        assertThat(score.path("object").asText()).isEqualTo("scoring");
        assertThat(score.at("/scores/0/0").asDouble()).isEqualTo(1.0);
        assertThat(score.at("/scores/1/0").asDouble()).isZero();
        assertThat(classes.path("data")).hasSize(2);
        assertThat(classes.at("/data/0/probs")).hasSize(2);
    }

    @Test
    void informationEndpointsOfSglang() throws Exception {
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        assertThat(client.get("/health_generate").statusCode()).isEqualTo(200);
        assertThat(client.json("/v1/models").at("/data/0/owned_by").asText()).isEqualTo("sglang");
        assertThat(client.json("/get_model_info").path("model_path").asText()).isEqualTo("m");
        assertThat(client.json("/server_info").path("context_length").asInt()).isEqualTo(1 << 20);
        assertThat(client.json("/v1/loads").at("/loads/0/num_running_reqs").asInt(-1))
                .isZero();
        assertThat(client.json("/get_load").at("/0/num_waiting_reqs").asInt(-1)).isZero();
        assertThat(client.get("/metrics").body()).contains("sglang:num_running_reqs{model_name=\"m\"} 0");
        assertThat(client.post("/flush_cache", "").statusCode()).isEqualTo(200);
        assertThat(client.get("/version").statusCode()).isEqualTo(404);
        assertThat(client.get("/generate").statusCode()).isEqualTo(405);
    }

    @Test
    void vllmDiffersInPathsErrorsAndModelCheck() throws Exception {
        MockWorkerOptions options = MockWorkerOptions.builder()
                .engine(EngineKind.VLLM)
                .model("m")
                .contextLength(99)
                .build();
        try (MockWorker worker = MockWorker.start(options)) {
            Client vllm = new Client(worker);
            assertThat(vllm.json("/v1/models").at("/data/0/max_model_len").asInt())
                    .isEqualTo(99);
            assertThat(vllm.json("/version").path("version").isTextual()).isTrue();
            assertThat(vllm.json("/load").path("server_load").asInt(-1)).isZero();
            assertThat(vllm.get("/get_model_info").statusCode()).isEqualTo(404);
            assertThat(vllm.post("/generate", "{}").statusCode()).isEqualTo(404);
            assertThat(vllm.json("/v1/rerank", "{\"query\":\"a\",\"documents\":[\"a\"]}")
                            .at("/results/0/relevance_score")
                            .asDouble())
                    .isEqualTo(1.0);
            JsonNode unknown = vllm.json("/v1/completions", "{\"model\":\"nope\",\"prompt\":\"x\"}");
            assertThat(unknown.at("/error/code").asInt()).isEqualTo(404);
            assertThat(unknown.at("/error/message").asText()).isEqualTo("The model `nope` does not exist.");
            assertThat(vllm.json("/v1/chat/completions", Client.chat("x"), "x-request-id", "abc")
                            .path("id")
                            .asText())
                    .isEqualTo("chatcmpl-abc");
        }
    }

    @Test
    void apiKeyIsDemandedWhereTheEngineDemandsIt() throws Exception {
        try (MockWorker worker =
                MockWorker.start(MockWorkerOptions.builder().apiKey("k1").build())) {
            Client locked = new Client(worker);
            assertThat(locked.post("/v1/completions", "{\"prompt\":\"x\"}").statusCode())
                    .isEqualTo(401);
            assertThat(locked.post("/v1/completions", "{\"prompt\":\"x\"}", "authorization", "Bearer k1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(locked.get("/health").statusCode()).isEqualTo(200);
            assertThat(worker.options().toString()).doesNotContain("k1");
        }
    }
}
