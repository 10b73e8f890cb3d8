package io.serai.steps.parse;

import static io.serai.steps.parse.Said.TOOLS;
import static io.serai.steps.parse.Said.bytes;
import static io.serai.steps.parse.Said.call;
import static io.serai.steps.parse.Said.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.InferenceCall;
import io.serai.steps.WordTokenizer;
import io.serai.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeRewriterTest {
    private static String body(String... choices) {
        return "{\"id\":\"x\",\"object\":\"chat.completion\",\"choices\":[" + String.join(",", choices)
                + "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2},\"fp\":[1, 2]}";
    }

    private static String choice(int index, String content, String more) {
        return "{\"index\":" + index + ",\"message\":{\"role\":\"assistant\",\"content\":" + Json.quote(content) + more
                + "},\"logprobs\":{\"content\":[]},\"finish_reason\":\"stop\",\"matched_stop\":7}";
    }

    private static JsonNode rewritten(InferenceCall call, String body) {
        byte[] out = WholeRewriter.rewrite(plan(call), call, bytes(body));
        return ClientView.read(new String(out, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "<t>a</t>b; {\"role\":\"assistant\",\"content\":\"b\",\"reasoning_content\":\"a\"}; stop",
                "<t>a; {\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"a\"}; stop",
                "<c f>{}</c>; {\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"id0\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}; tool_calls",
                "<c f>!</c><c g>{}</c>; {\"role\":\"assistant\",\"content\":\"!\",\"tool_calls\":[{\"id\":\"id1\",\"type\":"
                        + "\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}; tool_calls",
                "é<c f#k>{\"a\":\"\\n\"}</c><c g>{}</c>; {\"role\":\"assistant\",\"content\":\"é\",\"tool_calls\":["
                        + "{\"id\":\"k\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\\\"\\\\n\\\"}\"}},"
                        + "{\"id\":\"id0\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]};"
                        + " tool_calls"
            })
    void readsReasoningAndCalls(String text, String message, String finish) {
        JsonNode out = rewritten(call(TOOLS), body(choice(0, text, ",\"tool_calls\":[],\"reasoning_content\":null")));
        JsonNode choice = out.path("choices").path(0);
        assertThat(choice.path("message")).hasToString(message);
        assertThat(choice.path("finish_reason").asText()).isEqualTo(finish);
        assertThat(choice.path("matched_stop").asInt()).isEqualTo(7);
        assertThat(choice.path("logprobs")).hasToString("{\"content\":[]}");
        assertThat(out.path("fp")).hasToString("[1,2]");
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() {
        String body =
                "{\"usage\":{\"completion_tokens\":2},\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":"
                        + "\"<t>a b</t><c f>{}</c>\",\"role\":\"assistant\",\"refusal\":null},\"index\":0}]}";
        InferenceCall call = call(TOOLS);
        byte[] out = WholeRewriter.rewrite(plan(call, new WordTokenizer()), call, bytes(body));
        assertThat(new String(out, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"usage\":{\"completion_tokens\":2,\"completion_tokens_details\":{\"reasoning_tokens\":2}},"
                                + "\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"role\":\"assistant\",\"refusal\":null,"
                                + "\"content\":null,\"reasoning_content\":\"a b\",\"tool_calls\":[{\"id\":\"id0\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"index\":0}]}");
        assertThat(call.trace().reasoningTokens()).isEqualTo(2);
    }

    @Test
    void eachChoiceOnItsOwn() {
        JsonNode out = rewritten(
                call(TOOLS),
                body(
                        choice(0, "plain", ""),
                        choice(1, "<c f>{}</c>", ""),
                        choice(2, "<t>a</t>", ",\"reasoning_content\":\"w\""),
                        choice(3, "<t>a</t><c f>{}</c>", ",\"reasoning\":\"w\",\"tool_calls\":[]"),
                        choice(4, "<t>a</t>b<c f>{}</c>", ",\"tool_calls\":[{\"id\":\"w\"}]"),
                        choice(5, "<t>a</t>", ",\"tool_calls\":[{\"id\":\"w\"}],\"reasoning_content\":null"),
                        choice(6, "<t><c f>{}</c>", ",\"tool_calls\":[{\"id\":\"w\"}],\"reasoning\":\"w\"")));
        assertThat(out.path("choices").path(0).path("message").path("content").asText())
                .isEqualTo("plain");
        assertThat(out.path("choices").path(1).path("message").path("tool_calls"))
                .hasSize(1);
        assertThat(out.path("choices").path(2).path("message").path("content").asText())
                .as("reasoning is the worker's")
                .isEqualTo("<t>a</t>");
        assertThat(out.path("choices").path(3).path("message"))
                .hasToString(
                        "{\"role\":\"assistant\",\"reasoning\":\"w\",\"content\":\"<t>a</t>\",\"tool_calls\":["
                                + "{\"id\":\"id1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}");
        assertThat(out.path("choices").path(3).path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(out.path("choices").path(4).path("message"))
                .as("calls are the worker's")
                .hasToString("{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"w\"}],\"content\":\"b<c f>{}</c>\","
                        + "\"reasoning_content\":\"a\"}");
        assertThat(out.path("choices").path(5).path("message"))
                .hasToString("{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"w\"}],\"content\":null,"
                        + "\"reasoning_content\":\"a\"}");
        assertThat(out.path("choices").path(6).path("message").path("content").asText())
                .as("both are")
                .isEqualTo("<t><c f>{}</c>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "not closed </t>",
            })
    void plainAnswersAreTheSameArray(String text) {
        InferenceCall call = call(TOOLS);
        byte[] given = bytes(body(choice(0, text, "")));
        assertThat(WholeRewriter.rewrite(plan(call), call, given)).isSameAs(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nothing", "{\"error\":{\"message\":\"x\"},\"choices\":[]}", "{\"choices\":{}}"})
    void otherBodiesAreTheSameArray(String body) {
        InferenceCall call = call(TOOLS);
        byte[] given = bytes(body);
        assertThat(WholeRewriter.rewrite(plan(call), call, given)).isSameAs(given);
    }
}
