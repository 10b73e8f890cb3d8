package io.serai.gateway;

import static io.serai.gateway.GatewayRig.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and parsing through a running gateway, with a model's folder and one worker. */
class TextEndpointsTest {
    @TempDir
    Path folder;

    private GatewayRig rig;

    @BeforeEach
    void start() throws Exception {
        Path model = TinyModel.write(folder.resolve("tiny"));
        rig = new GatewayRig(folder)
                .worker(it -> it)
                .config(
                        "models: {m: {tokenizer: %s, quality: 0.5, context-length: 512}}\ntokens: {folders: [%s], hub: {cache: none}}\n"
                                .formatted(model, folder))
                .start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                json(rig.get("/models/m")).path("language").toString())
                        .contains("\"state\":\"ready\""));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return GatewayRig.json(answer.body());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = rig.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tokenize", "/tokenize"})
    void tokenizesTextsListsAndChats(String path) throws Exception {
        assertThat(post(path, "{\"model\":\"m\",\"prompt\":\"Hi!\",\"return_token_strs\":true}")
                        .toString())
                .isEqualTo(
                        "{\"count\":3,\"max_model_len\":512,\"tokens\":[72,105,33],\"token_strs\":[\"H\",\"i\",\"!\"]}");
        JsonNode several = post(path, "{\"prompt\":[\"a\",\"\u00e9\"]}");
        assertThat(several.path("tokens").toString()).isEqualTo("[[97],[195,169]]");
        assertThat(several.path("count").toString()).isEqualTo("[1,2]");
        JsonNode chat = post(path, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(chat.path("count").asInt()).isEqualTo("[user]x[assistant]".length());
        assertThat(post(path, "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"add_generation_prompt\":false}")
                        .path("count")
                        .asInt())
                .isEqualTo("[user]x".length());
    }

    @Test
    void aLongTextIsTokenizedElsewhere() throws Exception {
        String text = "word ".repeat(20_000);
        assertThat(post("/tokenize", "{\"model\":\"m\",\"prompt\":\"" + text + "\"}")
                        .path("count")
                        .asInt())
                .isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/detokenize", "/detokenize"})
    void detokenizesAsBothEnginesDo(String path) throws Exception {
        JsonNode one = post(path, "{\"model\":\"m\",\"tokens\":[72,105,256]}");
        assertThat(one.path("prompt").asText()).isEqualTo("Hi<|end|>");
        assertThat(one.path("text").asText()).isEqualTo("Hi");
        JsonNode several = post(path, "{\"model\":\"m\",\"tokens\":[[72],[195,169]],\"skip_special_tokens\":false}");
        assertThat(several.path("text").toString()).isEqualTo("[\"H\",\"\u00e9\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tokenize   | {\"model\":\"m\"}                      | 400 | prompt",
                "/tokenize   | {\"model\":\"m\",\"prompt\":[1]}       | 400 | prompt[0]",
                "/tokenize   | {\"model\":\"nope\",\"prompt\":\"x\"}  | 404 | model",
                "/tokenize   | {\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"chat_template\":\"y\"} | 400 | chat_template",
                "/tokenize   | {\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"chat_template_kwargs\":3} | 400 | chat_template_kwargs",
                "/tokenize   | [1]                                    | 400 |",
                "/tokenize   | {                                      | 400 |",
                "/detokenize | {\"model\":\"m\",\"tokens\":[-1]}      | 400 | tokens[0]",
                "/detokenize | {\"model\":\"m\",\"tokens\":\"x\"}     | 400 | tokens",
                "/parse/function_call | {\"text\":\"x\"}              | 400 | tool_call_parser",
                "/parse/function_call | {\"text\":\"x\",\"tool_call_parser\":\"nope\"} | 400 | tool_call_parser",
                "/parse/reasoning | {\"reasoning_parser\":\"qwen3\"}  | 400 | text",
            })
    void saysWhatIsWrong(String path, String body, int status, String param) throws Exception {
        HttpResponse<String> answer = rig.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = json(answer).path("error");
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("param").isNull() ? null : error.path("param").asText())
                .isEqualTo(param);
    }

    @Test
    void parsesFunctionCalls() throws Exception {
        JsonNode answer = post("/parse/function_call", """
                {"tool_call_parser": "hermes", "tools": [{"type": "function", "function": {"name": "f"}}],
                 "text": "Look.\\n<tool_call>\\n{\\"name\\": \\"f\\", \\"arguments\\": {\\"a\\": 1}}\\n</tool_call>"}""");
        assertThat(answer.path("normal_text").asText().strip()).isEqualTo("Look.");
        assertThat(answer.path("calls").path(0).path("name").asText()).isEqualTo("f");
        assertThat(answer.path("calls").path(0).path("tool_index").asInt()).isZero();
        assertThat(GatewayRig.json(
                                answer.path("calls").path(0).path("parameters").asText())
                        .path("a")
                        .asInt())
                .isEqualTo(1);
        assertThat(answer.path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("name")
                        .asText())
                .isEqualTo("f");
        assertThat(answer.path("tool_calls").path(0).path("id").asText()).matches("call_\\w{24}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>why</think>so", "why</think>so"})
    void parsesReasoningWhereverItBegan(String text) throws Exception {
        JsonNode answer = post("/parse/reasoning", "{\"reasoning_parser\":\"qwen3\",\"text\":\"" + text + "\"}");
        assertThat(answer.path("reasoning_text").asText()).isEqualTo("why");
        assertThat(answer.path("text").asText()).isEqualTo("so");
    }

    @Test
    void tokenizersComeAndGo() throws Exception {
        HttpResponse<String> added =
                rig.post("/v1/tokenizers", "{\"name\":\"mine\",\"source\":\"" + folder.resolve("tiny") + "\"}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(202);
        String id = json(added).path("id").asText();
        await().atMost(SOON)
                .until(() -> json(rig.get("/v1/tokenizers/" + id + "/status"))
                        .path("status")
                        .asText()
                        .equals("completed"));
        assertThat(json(rig.get("/v1/tokenizers/mine")).path("vocab_size").asInt())
                .isEqualTo(257);
        assertThat(json(rig.get("/v1/tokenizers")).path("tokenizers").findValuesAsText("name"))
                .contains("mine", "m");
        assertThat(post("/tokenize", "{\"model\":\"mine\",\"prompt\":\"a\"}")
                        .path("tokens")
                        .toString())
                .isEqualTo("[97]");
        assertThat(rig.post("/v1/tokenizers", "{\"name\":\"mine\",\"source\":\"a/b\"}")
                        .statusCode())
                .isEqualTo(409);
        rig.post("/v1/tokenizers", "{\"name\":\"else\",\"source\":\"/etc\"}");
        await().atMost(SOON)
                .until(() -> json(rig.get("/v1/tokenizers/else/status"))
                        .path("status")
                        .asText()
                        .equals("failed"));
        assertThat(rig.get("/v1/tokenizers/gone").statusCode()).isEqualTo(404);
        assertThat(rig.request("DELETE", "/v1/tokenizers/mine", "").statusCode())
                .isEqualTo(200);
        assertThat(rig.get("/v1/tokenizers/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void theCardIsPublicButForPlaces() throws Exception {
        JsonNode card = json(rig.get("/v1/models/m")).path("card");
        assertThat(card.path("tokenizer").asText()).isEqualTo("tiny");
        assertThat(card.path("quality").asDouble()).isEqualTo(0.5);
        assertThat(card.path("stop_token_ids").toString()).isEqualTo("[256]");
        assertThat(card.path("sampling").path("temperature").asDouble()).isEqualTo(0.6);
        assertThat(card.has("model_path")).isFalse();
        assertThat(card.toString()).doesNotContain(folder.toString());
    }

    @Test
    void aCardSetOverTheApiOutlivesARestart() throws Exception {
        var patch = rig.request("PATCH", "/models/m", "{\"context_length\":77}");
        assertThat(patch.statusCode()).as(patch.body()).isEqualTo(200);
        rig.stop();
        rig.start();
        assertThat(json(rig.get("/models/m"))
                        .path("card")
                        .path("context_length")
                        .toString())
                .isEqualTo("{\"value\":77,\"source\":\"registered\"}");
    }

    @Test
    void aModelOfWhichNothingIsSaidAnyMoreKeepsNoTokenizer() throws Exception {
        // Found by the model's name alone, which says the same without a card.
        String card = "/models/" + folder.resolve("tiny");
        rig.request("PATCH", card, "{\"quality\":1}");
        await().atMost(SOON).until(() -> rig.get(card).body().contains("\"state\":\"ready\""));
        assertThat(rig.request("DELETE", card, "").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> json(rig.get("/v1/tokenizers"))
                        .path("tokenizers")
                        .findValuesAsText("name")
                        .equals(List.of("m")));
    }

    @Test
    void theContextLengthThatIsSetIsTheLimit() throws Exception {
        String chat = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "a".repeat(600) + "\"}]}";
        HttpResponse<String> refused = rig.post(GatewayRig.CHAT, chat);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").path("code").asText()).isEqualTo("context_length_exceeded");
        rig.request("PATCH", "/models/m", "{\"context_length\":1000}");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(rig.post(GatewayRig.CHAT, chat).statusCode()).isEqualTo(200));
    }

    @Test
    void theCacheIsMeasured() throws Exception {
        post("/tokenize", "{\"model\":\"m\",\"prompt\":\"once more\"}");
        post("/tokenize", "{\"model\":\"m\",\"prompt\":\"once more\"}");
        assertThat(rig.metrics())
                .contains("serai_tokenizer_cache_hits_total{model=\"m\"} 1.0")
                .contains("serai_tokenizer_cache_misses_total{model=\"m\"} 1.0")
                .containsPattern("serai_tokenizer_cache_bytes\\{model=\"m\"} [1-9]");
    }
}
