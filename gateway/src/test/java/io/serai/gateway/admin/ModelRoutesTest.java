package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRoutesTest {
    private final AdminFixture admin = new AdminFixture("--reasoning-parser", "qwen3");

    @AfterEach
    void close() {
        admin.close();
    }

    private JsonNode field(String name) {
        return admin.get("/models/llama").is(200).json().path("card").path(name);
    }

    private void serves() {
        admin.ready("{\"url\": \"http://127.0.0.1:1\", \"id\": \"w\"}");
        // The table of models follows the workers a moment later.
        await().until(() -> admin.fleet.models().containsKey("llama"));
    }

    @Test
    void showsWhoSaidWhat() {
        serves();

        JsonNode model = admin.get("/models/llama").is(200).json();
        assertThat(model.path("id").asText()).isEqualTo("llama");
        assertThat(model.path("workers").asInt()).isEqualTo(1);
        assertThat(field("context_length").toString()).isEqualTo("{\"value\":8192,\"source\":\"discovered\"}");
        assertThat(field("model_path").path("value").asText()).isEqualTo("/models/llama");
        assertThat(field("modalities").path("value").toString()).isEqualTo("[\"text\",\"image\"]");
        assertThat(field("data_parallel_size").path("value").asInt()).isEqualTo(2);
        assertThat(field("reasoning_parser").toString()).isEqualTo("{\"value\":\"qwen3\",\"source\":\"configured\"}");
        assertThat(field("quality").isNull()).isTrue();
    }

    @Test
    void anAdministratorHasTheLastWord() {
        serves();

        admin.send("PATCH", "/models/llama", """
                        {"context_length": 100, "sampling": {"temperature": 1}, "stop_token_ids": [0, 7],
                         "modalities": ["text"], "input_cost": 0.5, "tool_call_parser": "hermes"}""").is(200);
        assertThat(field("context_length").toString()).isEqualTo("{\"value\":100,\"source\":\"registered\"}");
        assertThat(field("sampling").path("value").toString()).isEqualTo("{\"temperature\":1.0}");
        assertThat(field("stop_token_ids").path("value").toString()).isEqualTo("[0,7]");

        admin.send("PATCH", "/models/llama", "{\"context_length\": null}").is(200);
        assertThat(field("context_length").path("value").asInt()).isEqualTo(8192);
        assertThat(field("input_cost").path("value").asDouble()).isEqualTo(0.5);

        admin.send("DELETE", "/models/llama", "").is(200);
        assertThat(field("input_cost").isNull()).isTrue();
    }

    @Test
    void aModelMayBeSpokenOfBeforeItHasAWorker() {
        admin.get("/models/later").refuses(404, "model_not_found", null);
        admin.send("PATCH", "/models/later", "{\"quality\": 0.5}").is(200);
        assertThat(admin.get("/models").json().path("total").asInt()).isEqualTo(1);
        assertThat(admin.send("DELETE", "/models/later", "")
                        .is(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("removed");
        admin.get("/models/later").refuses(404, "model_not_found", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contxt_length\": 1}       | contxt_length    | unknown_parameter",
                "{\"model_path\": \"/x\"}     | model_path       | unknown_parameter",
                "{\"context_length\": 0}      | context_length   | invalid_value",
                "{\"context_length\": 1.5}    | context_length   | invalid_value",
                "{\"context_length\": \"x\"}  | context_length   | invalid_value",
                "{\"quality\": -1}            | quality          | invalid_value",
                "{\"modalities\": [\"smell\"]} | modalities     | invalid_value",
                "{\"stop_token_ids\": [-1]}   | stop_token_ids   | invalid_value",
                "{\"sampling\": [1]}          | sampling         | invalid_value",
                "{\"sampling\": {\"a\": \"b\"}} | sampling      | invalid_value",
                "{\"sampling\": {\"a\": 1e400}} | sampling      | invalid_value",
                "{\"quality\": 1e400}         | quality          | invalid_value",
                "{\"tokenizer\": \"\"}        | tokenizer        | invalid_value",
                "{\"tool_call_parser\": \"nope\"} | tool_call_parser | invalid_value",
            })
    void refusesWhatMakesNoSense(String body, String field, String code) {
        admin.send("PATCH", "/models/llama", body).refuses(400, code, field);
        assertThat(admin.get("/models").json().path("total").asInt()).isZero();
    }

    @Test
    void theDialectAndItsReasonAreShown() {
        serves();
        await().until(() -> {
            admin.languages.refresh();
            return admin.get("/models/llama")
                    .json()
                    .path("language")
                    .path("problem")
                    .isTextual();
        });

        JsonNode language = admin.get("/models/llama").json().path("language");
        assertThat(language.path("dialect").asText()).isNotEmpty();
        assertThat(language.path("dialect_reason").asText()).contains("qwen3");
        assertThat(language.path("tokenizer").isNull()).isTrue();
        assertThat(language.path("problem").asText()).isNotEmpty();
    }
}
