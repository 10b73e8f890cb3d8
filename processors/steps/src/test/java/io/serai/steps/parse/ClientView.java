package io.serai.steps.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an SDK makes of a stream: deltas put together by the rules that SDKs have, and complaints where they break. */
final class ClientView {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A call of a choice. */
    static final class Call {
        String id = "";
        String name = "";
        final StringBuilder arguments = new StringBuilder();

        @Override
        public String toString() {
            return name + "#" + id + arguments;
        }
    }

    /** What one choice said. */
    static final class Choice {
        int roles;
        final StringBuilder content = new StringBuilder();
        final StringBuilder reasoning = new StringBuilder();
        final StringBuilder otherReasoning = new StringBuilder();
        final List<Call> calls = new ArrayList<>();
        final StringBuilder logprobs = new StringBuilder();
        String finish = "";

        @Override
        public String toString() {
            return "[" + reasoning + "|" + content + "|" + calls + "|" + finish + "]";
        }
    }

    final Map<Integer, Choice> choices = new TreeMap<>();
    final List<JsonNode> chunks = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    JsonNode usage = JSON.nullNode();
    boolean done;

    static ClientView of(byte[] stream) {
        var view = new ClientView();
        for (String event : new String(stream, StandardCharsets.UTF_8).split("\r?\n\r?\n", -1)) {
            if (!event.isBlank() && !event.startsWith(":")) {
                assertThat(event).startsWith("data:").doesNotContain("\n");
                view.data(event.substring(5).strip());
            }
        }
        return view;
    }

    private void data(String data) {
        assertThat(done).as("nothing comes after [DONE], but %s", data).isFalse();
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        JsonNode chunk = read(data);
        chunks.add(chunk);
        if (chunk.has("error")) {
            errors.add(chunk.path("error").path("message").asText());
            return;
        }
        assertThat(chunk.path("id").asText()).isEqualTo("chatcmpl-1");
        assertThat(chunk.path("model").asText()).isEqualTo("m");
        chunk.path("choices").forEach(this::choice);
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
    }

    private void choice(JsonNode node) {
        assertThat(node.path("index").isInt()).isTrue();
        Choice choice = choices.computeIfAbsent(node.path("index").asInt(), it -> new Choice());
        JsonNode delta = node.path("delta");
        choice.roles += delta.has("role") ? 1 : 0;
        choice.content.append(delta.path("content").asText(""));
        choice.reasoning.append(delta.path("reasoning_content").asText(""));
        choice.otherReasoning.append(delta.path("reasoning").asText(""));
        delta.path("tool_calls").forEach(call -> call(choice, call));
        node.path("logprobs")
                .path("content")
                .forEach(entry -> choice.logprobs.append(entry.path("token").asText()));
        if (node.path("finish_reason").isTextual()) {
            assertThat(choice.finish).isEmpty();
            choice.finish = node.path("finish_reason").asText();
        }
    }

    private static void call(Choice choice, JsonNode node) {
        assertThat(node.path("index").isInt()).isTrue();
        int index = node.path("index").asInt();
        if (index == choice.calls.size()) {
            var call = new Call();
            call.id = node.path("id").asText();
            call.name = node.path("function").path("name").asText();
            assertThat(node.path("type").asText()).isEqualTo("function");
            assertThat(call.id).isNotEmpty();
            assertThat(call.name).isNotEmpty();
            choice.calls.add(call);
        } else {
            assertThat(node.has("id") || node.path("function").has("name"))
                    .as("id and name are sent once")
                    .isFalse();
        }
        choice.calls
                .get(index)
                .arguments
                .append(node.path("function").path("arguments").asText());
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    Choice only() {
        assertThat(choices).hasSize(1);
        return choices.values().iterator().next();
    }
}
