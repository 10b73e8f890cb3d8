package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawAnswerTest {
    private final MockWorker worker = MockWorker.start(MockWorkerOptions.builder()
            .answer(List.of("<think>hm", "</think>\n", "\"é\"\\"))
            .build());

    @AfterEach
    void close() {
        worker.close();
    }

    private String post(String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(worker.baseUrl() + path))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private JsonNode chat(String more) throws Exception {
        return Json.MAPPER.readTree(post("/v1/chat/completions", "{\"messages\":[]" + more + "}"));
    }

    private static String content(JsonNode body) {
        return body.path("choices").path(0).path("message").path("content").asText();
    }

    @Test
    void saysWhatItIsTold() throws Exception {
        JsonNode body = chat("");
        assertThat(content(body)).isEqualTo("<think>hm</think>\n\"é\"\\");
        assertThat(body.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void streamsOnePieceAToken() throws Exception {
        String events = post("/v1/chat/completions", "{\"messages\":[],\"stream\":true}");
        assertThat(events)
                .containsSubsequence(
                        "\"content\":\"<think>hm\"",
                        "\"content\":\"</think>\\u000a\"",
                        "\"content\":\"\\\"é\\\"\\\\\"",
                        "[DONE]");
    }

    @Test
    void cutsWhereTheRequestSays() throws Exception {
        JsonNode body = chat(",\"max_tokens\":1");
        assertThat(content(body)).isEqualTo("<think>hm");
        assertThat(body.path("choices").path(0).path("finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void changesWhileItRuns() throws Exception {
        worker.answer("a", "b");
        assertThat(content(chat(""))).isEqualTo("ab");
        assertThat(post("/mock/answer", "{\"text\":\"other\",\"piece_chars\":2}"))
                .contains("true");
        JsonNode body = chat("");
        assertThat(content(body)).isEqualTo("other");
        assertThat(body.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
        worker.reset();
        assertThat(content(chat(""))).startsWith("<think>");
    }

    @Test
    void cutsNoCharacter() {
        assertThat(RawAnswer.cut("ab😀cd", 3)).containsExactly("ab😀", "cd");
    }
}
