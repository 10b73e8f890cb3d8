package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodiesTest {
    private static String rewrap(int status, String body) {
        return new String(ErrorBodies.rewrap(status, body.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void writesTheEnvelope() {
        var error = CallError.of(404, "model_not_found", "no model \"x\"").about("model");
        assertThat(ErrorBodies.openAi(error)).asString(UTF_8).isEqualTo("""
                {"error":{"message":"no model \\"x\\"","type":"invalid_request_error","param":"model","code":"model_not_found"}}""");
        assertThat(ErrorBodies.openAiSseEvent(CallError.of(502, "worker_lost", "gone")))
                .asString(UTF_8)
                .isEqualTo("""
                data: {"error":{"message":"gone","type":"server_error","param":null,"code":"worker_lost"}}

                data: [DONE]

                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"object":"error","message":"bad n","type":"BadRequestError","param":"n","code":400} | bad n | n | invalid_request
            400 | {"object":"error","message":"bad n","type":"X","param":null,"code":"bad_n"} | bad n | | bad_n
            400 | {"error":{"message":"only this"}} | only this | | invalid_request
            503 | {"error":"queue full"} | queue full | | worker_unavailable
            404 | {"detail":"Not Found"} | Not Found | | not_found
            404 | {"object":"error","message":"The model `m` does not exist.","code":404} | The model `m` does not exist. | | model_not_found
            422 | {"detail":[{"loc":["body","messages",0,"role"],"msg":"Field required","type":"missing"}]} | messages.0.role: Field required | messages.0.role | invalid_request
            422 | {"detail":[{"loc":["body"],"msg":"a"},{"msg":"b"},5,{"loc":["body","n"],"msg":"c"},{"msg":"d"}]} | a; b; n: c | n | invalid_request
            500 | {"detail":{"message":"inner"}} | inner | | worker_error
            400 | {"message":"This model's maximum context length is 10 tokens."} | This model's maximum context length is 10 tokens. | | context_length_exceeded
            429 | slow down | slow down | | rate_limit_exceeded
            500 | Internal Server Error | Internal Server Error | | worker_error
            500 | "a JSON string" | a JSON string | | worker_error
            504 | {"message":5} | the worker answered with status 504 | | worker_timeout
            401 | {"error":"Unauthorized"} | Unauthorized | | worker_auth
            """)
    void putsEveryFormIntoTheEnvelope(int status, String body, String message, String param, String code) {
        var expected = CallError.of(status, code, message);
        assertThat(rewrap(status, body))
                .isEqualTo(new String(ErrorBodies.openAi(param == null ? expected : expected.about(param)), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<html><body>502 Bad Gateway nginx at 10.0.0.1</body></html>",
                "  <!DOCTYPE html><p>x",
                "error: <html>",
                "{}",
                "[1]",
                "null",
                "{\"error\":{\"message\":\"cut o",
                "{\"error\":null}",
                "{\"detail\":[]}",
                "Traceback (most recent call last):\n  File \"/srv/app.py\", line 1",
                "{\"message\":\"Traceback (most recent call last):\\n  File \\\"x\\\"\"}",
                "\u0000\u0001\u0002",
            })
    void saysOnlyTheStatusWhereNothingIsReadable(String body) {
        assertThat(rewrap(502, body))
                .isEqualTo(
                        "{\"error\":{\"message\":\"the worker answered with status 502\",\"type\":\"server_error\",\"param\":null,\"code\":\"worker_error\"}}");
    }

    @Test
    void whatIsRightAlreadyIsNotTouched() {
        byte[] body = "{\"error\":{\"message\":\"x\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}"
                .getBytes(UTF_8);
        assertThat(ErrorBodies.rewrap(400, body)).isSameAs(body);
    }

    @Test
    void whatIsAddedToTheEnvelopeIsTakenOut() {
        assertThat(
                        rewrap(
                                500,
                                "{\"error\":{\"message\":\"x\",\"type\":\"t\",\"param\":null,\"code\":\"c\",\"stack\":\"secret\"}}"))
                .doesNotContain("secret");
        assertThat(
                        rewrap(
                                500,
                                "{\"error\":{\"message\":\"x\",\"type\":\"t\",\"param\":null,\"code\":\"c\"},\"host\":\"secret\"}"))
                .doesNotContain("secret");
    }

    @Test
    void plainTextIsShortened() {
        assertThat(rewrap(500, "\u00e4b".repeat(5000))).contains("\"message\":\"" + "\u00e4b".repeat(100) + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cannot connect to http://10.1.2.3:8000/v1/chat: refused  | cannot connect to [internal] refused
            POST http://worker-3:30000 failed                        | POST [internal] failed
            at https://sglang.default.svc.cluster.local/generate     | at [internal]
            at http://worker-1/generate                              | at [internal]
            at grpc://u:p@host.example.com:1/x                       | at [internal]
            zmq tcp://[::1]:5557 closed                              | zmq [internal] closed
            Cannot connect to host worker-3:8000 ssl:default         | Cannot connect to host [internal] ssl:default
            connect 127.0.0.1:8000                                   | connect [internal]
            connect localhost:8000 failed                            | connect [internal] failed
            cannot load https://example.com/cat.png                  | cannot load https://example.com/cat.png
            at 12:30:15 max_tokens: 5 is not 1.5                     | at 12:30:15 max_tokens: 5 is not 1.5
            boom\\n  at io.x.Y.z(Y.java:1)                           | boom
            """)
    void masksInternals(String message, String shown) {
        String text = message.replace("\\n", "\n");
        String flat = "{\"message\":" + Json.quote(text) + "}";
        String nested =
                "{\"error\":{\"message\":" + Json.quote(text) + ",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}";
        assertThat(rewrap(500, flat)).contains("\"message\":" + Json.quote(shown) + ",");
        assertThat(rewrap(500, nested)).contains("\"message\":" + Json.quote(shown) + ",");
        assertThat(rewrap(500, text)).contains("\"message\":" + Json.quote(shown) + ",");
    }

    @Test
    void hostileMessagesAreCheap() {
        for (String piece : new String[] {"\n ", "a.", "1.", "http://", "host ", "a://b.c@"}) {
            assertThat(rewrap(500, "{\"message\":" + Json.quote(piece.repeat(200_000)) + "}")
                            .length())
                    .isLessThan(8_000);
        }
    }
}
