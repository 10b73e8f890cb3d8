package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void register() {
        admin.ready("{\"url\": \"http://h:1\", \"id\": \"w\"}");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    /** Each of these fields is wrong both in a registration and in a change; the text is part of the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"api_key\": 5`                     | api_key        | is a number; send a text",
                "`\"api_key\": \"\"`                  | api_key        | is empty",
                "`\"api_key\": \"a b\"`               | api_key        | printable ASCII",
                "`\"models\": \"llama\"`              | models         | send a list of names",
                "`\"models\": [\"a\", 1]`             | models[1]      | is a number; send a text",
                "`\"models\": [\" \"]`                | models[0]      | is empty",
                "`\"models\": {\"a\": {}}`            | models.a       | is an object; send a text",
                "`\"models\": {\"\": \"a\"}`          | models         | names that are not empty",
                "`\"model_id\": [\"a\"]`              | model_id       | is a list; send a text",
                "`\"models\": [], \"model_id\": \"a\"`| model_id       | send one of them",
                "`\"engine\": \"tgi\"`                | engine         | auto, sglang, vllm or openai",
                "`\"engine\": 1`                      | engine         | is a number; send a text",
                "`\"labels\": [\"a\"]`                | labels         | is a list; send an object of texts",
                "`\"labels\": {\"a\": 1}`             | labels.a       | is a number; send a text",
                "`\"priority\": 1.5`                  | priority       | is 1.5; send a whole number",
                "`\"priority\": \"1\"`                | priority       | is a text; send a whole number",
                "`\"priority\": 3000000000`           | priority       | is out of range",
                "`\"weight\": 0`                      | weight         | is 0.0; set it to a number above 0",
                "`\"weight\": true`                   | weight         | is true or false; send a number",
                "`\"weight\": 1e999`                  | weight         | set it to a number above 0",
                "`\"cost\": -1`                       | cost           | is -1.0; set it to a number of 0",
                "`\"max_in_flight\": -1`              | max_in_flight  | is -1; set it to at least 0",
                "`\"context_length\": -1`             | context_length | is -1; set it to at least 0",
            })
    void refusesAWrongValue(String field, String param, String text) {
        assertThat(admin.send("POST", "/workers", "{\"url\": \"http://h:2\", " + field + "}")
                        .refuses(400, "invalid_value", param)
                        .text())
                .startsWith("'" + param + "' ")
                .contains(text);
        assertThat(admin.send("PATCH", "/workers/w", "{" + field + "}")
                        .refuses(400, "invalid_value", param)
                        .text())
                .contains(text);
        assertThat(admin.get("/workers").json().path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{}`                                        | missing_required_parameter | url",
                "`{\"url\": null}`                           | missing_required_parameter | url",
                "`{\"url\": 1}`                              | invalid_value | url",
                "`{\"url\": \"\"}`                           | invalid_value | url",
                "`{\"url\": \"not a url\"}`                  | invalid_value | url",
                "`{\"url\": \"ftp://h\"}`                    | invalid_value | url",
                "`{\"url\": \"http://h?a=b\"}`               | invalid_value | url",
                "`{\"url\": \"http://h:99999\"}`             | invalid_value | url",
                "`{\"url\": \"http://h\", \"id\": \"a/b\"}`  | invalid_value | id",
                "`{\"url\": \"http://h\", \"id\": 7}`        | invalid_value | id",
            })
    void refusesAWrongIdentity(String body, String code, String param) {
        admin.send("POST", "/workers", body).refuses(400, code, param);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"url\": \"http://h:2\"}", "{\"id\": \"w2\"}", "{\"id\": null}"})
    void refusesToPatchTheIdentity(String body) {
        admin.send("PATCH", "/workers/w", body).is(400);
    }

    @Test
    void refusesAnotherIdInAReplacement() {
        admin.send("PUT", "/workers/w", "{\"url\": \"http://h:1\", \"id\": \"w2\"}")
                .refuses(400, "invalid_value", "id");
    }

    @ParameterizedTest
    @CsvSource({
        "prioritiy,    did you mean 'priority'?",
        "maxInFlight,  did you mean 'max_in_flight'?",
        "api-key,      did you mean 'api_key'?",
        "model,        did you mean 'models'?",
        "worker_type,  'send only url, id, api_key, models,'",
    })
    void namesAnUnknownFieldAndTheNearest(String field, String text) {
        String body = "{\"url\": \"http://h:2\", \"" + field + "\": 1}";
        assertThat(admin.send("POST", "/workers", body)
                        .refuses(400, "unknown_parameter", field)
                        .text())
                .contains("'" + field + "'", text);
    }

    @Test
    void cutsALongUnknownField() {
        String body = "{\"" + "x".repeat(40_000) + "\": 1}";
        assertThat(admin.send("POST", "/workers", body).is(400).text()).hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"url\"",
                "url=http://h",
                "{\"url\": \"http://h\"} {}",
                "{\"url\": \"http://h\", \"url\": \"http://i\"}",
                "{'url': 'http://h'}",
                "{\"url\": \"\u0001\"}",
            })
    void refusesWhatIsNoJsonObject(String body) {
        admin.send("POST", "/workers", body).refuses(400, "invalid_json", null);
        admin.send("PUT", "/workers/w", body).refuses(400, "invalid_json", null);
        admin.send("PATCH", "/workers/w", body).refuses(400, "invalid_json", null);
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = "{\"url\": \"http://h/?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xc3;
        admin.send("POST", "/workers", body).refuses(400, "invalid_json", null);
        admin.send("POST", "/workers", new byte[] {(byte) 0xff, (byte) 0xfe, '{'})
                .refuses(400, "invalid_json", null);
        admin.send("POST", "/workers", new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0, 0, 0})
                .refuses(400, "invalid_json", null);
    }

    @Test
    void refusesDeepAndLargeBodies() {
        admin.send("POST", "/workers", "{\"labels\":" + "[".repeat(10_000)).refuses(400, "invalid_json", null);
        admin.send("POST", "/workers", " ".repeat((1 << 20) + 1)).refuses(413, "body_too_large", null);
    }

    @Test
    void tellsWhereJsonBreaks() {
        assertThat(admin.send("POST", "/workers", "{\n  \"url\": oops}").text()).contains("line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"timeout_secs\": \"1\"}` | invalid_value     | timeout_secs",
                "`{\"timeout_secs\": -1}`    | invalid_value     | timeout_secs",
                "`{\"timeout_secs\": 1e3}`   | invalid_value     | timeout_secs",
                "`{\"timeout_secs\": 604801}`| invalid_value     | timeout_secs",
                "`{\"timeout\": 1}`          | unknown_parameter | timeout",
            })
    void refusesAWrongDrain(String body, String code, String param) {
        admin.send("POST", "/workers/w/drain", body).refuses(400, code, param);
        assertThat(admin.get("/workers/w").json().path("status").asText()).isEqualTo("ready");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /requests?limit=0,                              invalid_value,     limit",
        "GET,    /requests?limit=1001,                           invalid_value,     limit",
        "GET,    /requests?limit=ten,                            invalid_value,     limit",
        "GET,    /requests?limit=,                               invalid_value,     limit",
        "GET,    /requests?limit=1&limit=2,                      invalid_value,     limit",
        "GET,    /requests?limt=1,                               unknown_parameter, limt",
        "DELETE, /workers/w?drain_timeout_secs=-1,               invalid_value,     drain_timeout_secs",
        "DELETE, /workers/w?drain_timeout_secs=1m,               invalid_value,     drain_timeout_secs",
        "DELETE, /workers/w?timeout_secs=1,                      unknown_parameter, timeout_secs",
        "DELETE, /workers/w?drain_timeout_secs=1&force=1,        unknown_parameter, force",
        "GET,    /workers?status=ready,                          unknown_parameter, status",
        "GET,    /workers/w?x=1,                                 unknown_parameter, x",
        "GET,    /requests/r?x=1,                                unknown_parameter, x",
        "GET,    /routes?x=1,                                    unknown_parameter, x",
        "GET,    /config?x=1,                                    unknown_parameter, x",
        "POST,   /workers?x=1,                                   unknown_parameter, x",
        "GET,    /workers?x=%zz,                                 bad_request,       ",
    })
    void refusesAWrongQuery(String method, String target, String code, String param) {
        admin.send(method, target, "").refuses(400, code, param);
        assertThat(admin.get("/workers/w").json().path("status").asText()).isEqualTo("ready");
    }
}
