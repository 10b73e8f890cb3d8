package io.serai.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.RequestFields;
import io.serai.core.Span;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSkimmerTest {
    private static RequestFields skim(Api api, String body) {
        return RequestSkimmer.skim(api, body.getBytes(UTF_8));
    }

    private static CallError refusal(Api api, String body) {
        return refusal(api, body.getBytes(UTF_8));
    }

    private static CallError refusal(Api api, byte[] body) {
        var error = catchThrowableOfType(CallError.class, () -> RequestSkimmer.skim(api, body));
        assertThat(error).as(new String(body, UTF_8)).isNotNull();
        assertThat(error.status()).isEqualTo(400);
        return error;
    }

    private static String at(String body, Span span) {
        return new String(body.getBytes(UTF_8), span.start(), span.length(), UTF_8);
    }

    @Test
    void findsEverythingAChatRequestHas() {
        String body = """
                {"temperature": 0.5, "user":"Zo\u00eb", "model" : "llama\\u002d3", "tools":[{"x":1}],
                 "messages": [ {"role":"user","content":"\u4f60\u597d \\"{"} ],
                 "stream": true, "stream_options": {"a":[1], "include_usage": true}, "max_tokens": 17, "n": null}""";
        var fields = skim(Api.CHAT, body);
        assertThat(fields.model()).isEqualTo("llama-3");
        assertThat(at(body, fields.modelSpan())).isEqualTo("\"llama\\u002d3\"");
        assertThat(fields.objectStart()).isEqualTo(1);
        assertThat(fields.emptyObject()).isFalse();
        assertThat(fields.stream()).isTrue();
        assertThat(fields.includeUsage()).isTrue();
        assertThat(fields.maxTokens()).isEqualTo(17);
        assertThat(at(body, fields.prompt())).isEqualTo("[ {\"role\":\"user\",\"content\":\"\u4f60\u597d \\\"{\"} ]");
        assertThat(at(body, fields.tools())).isEqualTo("[{\"x\":1}]");
        assertThat(fields.user()).isEqualTo("Zo\u00eb");
    }

    @Test
    void absentFieldsHaveTheirDefaults() {
        var fields = skim(Api.CHAT, " {\"messages\":[]} ");
        assertThat(fields)
                .isEqualTo(new RequestFields(
                        "", Span.NONE, 2, false, false, false, -1, new Span(13, 15), Span.NONE, null));
        assertThat(skim(Api.SCORE, "{ }").emptyObject()).isTrue();
    }

    @Test
    void aNullModelHasASpanSoThatItCanBeReplaced() {
        String body = "{\"messages\":[],\"model\":null,\"user\":null,\"stream\":null,\"max_tokens\":null,"
                + "\"stream_options\":null,\"tools\":null}";
        var fields = skim(Api.CHAT, body);
        assertThat(fields.model()).isEmpty();
        assertThat(at(body, fields.modelSpan())).isEqualTo("null");
        assertThat(fields.user()).isNull();
        assertThat(fields.maxTokens()).isEqualTo(-1);
    }

    @Test
    void escapedKeysAreTheKeysThatTheyMean() {
        assertThat(skim(Api.CHAT, "{\"\\u006dodel\":\"a\",\"messages\":[]}").model())
                .isEqualTo("a");
        assertThat(skim(Api.CHAT, "{\"mod\\u0065\\u006C\":\"b\",\"messages\":[]}")
                        .model())
                .isEqualTo("b");
        assertThat(refusal(Api.CHAT, "{\"model\":\"a\",\"\\u006dodel\":\"b\",\"messages\":[]}")
                        .param())
                .isEqualTo("model");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CHAT        | {"messages":[],"max_tokens":5,"max_completion_tokens":7}     | 7
            CHAT        | {"messages":[],"max_completion_tokens":7,"max_tokens":5}     | 7
            CHAT        | {"messages":[],"max_tokens":0}                               | 0
            CHAT        | {"messages":[],"max_tokens":-3}                              | -1
            CHAT        | {"messages":[],"max_tokens":99999999999999999999999999}      | 2147483647
            COMPLETIONS | {"prompt":"x","max_tokens":9}                                | 9
            GENERATE    | {"text":"x","sampling_params":{"max_new_tokens":11}}         | 11
            GENERATE    | {"text":"x","sampling_params":{"max_new_tokens":null}}       | -1
            GENERATE    | {"text":["x"],"sampling_params":[{"max_new_tokens":11}]}     | -1
            GENERATE    | {"text":"x","max_tokens":"not a field of this API"}          | -1
            EMBEDDINGS  | {"input":"x","max_tokens":5}                                 | -1
            """)
    void readsTheTokenLimit(Api api, String body, int limit) {
        assertThat(skim(api, body).maxTokens()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            COMPLETIONS | {"prompt":["a"]}                          | ["a"]
            GENERATE    | {"input_ids":[1,2]}                       | [1,2]
            GENERATE    | {"input_ids":[1],"text":"t"}              | "t"
            GENERATE    | {"input_embeds":[[0.5]]}                  | ``
            EMBEDDINGS  | {"messages":[1],"input":"i"}              | "i"
            EMBEDDINGS  | {"messages":[1]}                          | [1]
            CLASSIFY    | {"input":["i"]}                           | ["i"]
            RERANK      | {"documents":["d"],"query":"q"}           | "q"
            SCORE       | {"query":"q","items":[]}                  | "q"
            OTHER       | {"messages":[],"prompt":1,"input":{}}     | ``
            """)
    void findsThePrompt(Api api, String body, String prompt) {
        assertThat(at(body, skim(api, body).prompt())).isEqualTo(prompt);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CHAT        | {"model":"m"}                                    | messages
            CHAT        | {"messages":null}                                | messages
            COMPLETIONS | {"messages":[]}                                  | prompt
            EMBEDDINGS  | {}                                               | input
            CLASSIFY    | {}                                               | input
            RERANK      | {"query":"q"}                                    | documents
            RERANK      | {"documents":[]}                                 | query
            GENERATE    | {"prompt":"x"}                                   | text
            """)
    void namesTheMissingField(Api api, String body, String param) {
        var error = refusal(api, body);
        assertThat(error.code()).isEqualTo("missing_required_parameter");
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.message()).contains("'" + param + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CHAT        | {"model":5,"messages":[]}                                       | model          | a number
            CHAT        | {"model":{},"messages":[]}                                      | model          | an object
            CHAT        | {"messages":"hi"}                                               | messages       | a string
            CHAT        | {"messages":{}}                                                 | messages       | an object
            CHAT        | {"stream":"true","messages":[]}                                 | stream         | a string
            CHAT        | {"stream":1,"messages":[]}                                      | stream         | a number
            CHAT        | {"max_tokens":"5","messages":[]}                                | max_tokens     | a string
            CHAT        | {"max_tokens":5.0,"messages":[]}                                | max_tokens     | fraction
            CHAT        | {"max_tokens":1e3,"messages":[]}                                | max_tokens     | exponent
            CHAT        | {"max_completion_tokens":true,"messages":[]}                    | max_completion_tokens | a boolean
            CHAT        | {"tools":{},"messages":[]}                                      | tools          | an object
            CHAT        | {"user":[],"messages":[]}                                       | user           | an array
            CHAT        | {"stream_options":true,"messages":[]}                           | stream_options | a boolean
            CHAT        | {"stream_options":{"include_usage":1},"messages":[]}            | stream_options.include_usage | a number
            COMPLETIONS | {"prompt":5}                                                    | prompt         | a number
            GENERATE    | {"text":"x","sampling_params":5}                                | sampling_params | a number
            GENERATE    | {"text":"x","sampling_params":{"max_new_tokens":"5"}}           | sampling_params.max_new_tokens | a string
            GENERATE    | {"input_ids":"1"}                                               | input_ids      | a string
            RERANK      | {"query":"q","documents":"d"}                                   | documents      | a string
            CHAT        | {"messages":[],"messages":[]}                                   | messages       | twice
            CHAT        | {"model":null,"messages":[],"model":"m"}                        | model          | twice
            CHAT        | {"stream_options":{"include_usage":1,"include_usage":true}}     | stream_options.include_usage | a number
            CHAT        | {"stream_options":{"include_usage":null,"include_usage":true}}  | stream_options.include_usage | twice
            GENERATE    | {"sampling_params":{"max_new_tokens":1,"max_new_tokens":2}}     | sampling_params.max_new_tokens | twice
            """)
    void namesTheFieldWithAWrongValue(Api api, String body, String param, String seen) {
        var error = refusal(api, body);
        assertThat(error.code()).isEqualTo("invalid_value");
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.message()).contains("'" + param + "'", seen);
    }

    @Test
    void aFieldOfAnotherApiIsNotRead() {
        assertThatCode(() -> skim(Api.CHAT, "{\"messages\":[],\"query\":1,\"query\":{},\"text\":5}"))
                .doesNotThrowAnyException();
    }

    static Stream<Object[]> invalid() {
        return Stream.of(new String[][] {
                    {"", "the body is empty; send a JSON object"},
                    {" \n\t ", "the body is empty; send a JSON object"},
                    {"[]", "must be a JSON object, not an array"},
                    {"\"x\"", "not a string"},
                    {"null", "not null"},
                    {"42", "not a number"},
                    {"hello", "found 'h' at byte 0"},
                    {"{", "ends after 1 bytes"},
                    {"{\"messages\":[]", "cut off"},
                    {"{\"messages\":[}", "found '}' at byte 13"},
                    {"{\"messages\":[],}", "a field name in double quotes, found '}' at byte 15"},
                    {"{\"messages\":[]} x", "nothing behind the JSON value, found 'x' at byte 16"},
                    {"{\"messages\":[]}{}", "at byte 15"},
                    {"{,}", "at byte 1"},
                    {"{\"a\" 1}", "expected ':', found '1'"},
                    {"{\"a\":1 \"b\":2}", "expected ',' or '}'"},
                    {"{a:1}", "a field name in double quotes, found 'a'"},
                    {"{'a':1}", "found ''' at byte 1"},
                    {"{\"a\":01}", "expected ',' or '}', found '1'"},
                    {"{\"a\":-}", "a digit"},
                    {"{\"a\":+1}", "a JSON value, found '+'"},
                    {"{\"a\":1.}", "a digit"},
                    {"{\"a\":.5}", "a JSON value"},
                    {"{\"a\":1e}", "a digit"},
                    {"{\"a\":NaN}", "a JSON value, found 'N'"},
                    {"{\"a\":tru}", "a JSON value"},
                    {"{\"a\":[7,01,2,3,4,5,6,7,8]}", "expected ',' or ']', found '1'"},
                    {"{\"a\":[7,1.,2,3,4,5,6,7,8]}", "a digit, found ','"},
                    {"{\"a\":[7,-,2,3,4,5,6,7,8,9]}", "a digit, found ','"},
                    {"{\"a\":[7,, 2,3,4,5,6,7,8,9]}", "a JSON value, found ','"},
                    {"{\"a\":[2,3,4,5,6,7,8,\n ]    }", "a JSON value, found ']'"},
                    {"{\"a\":[1,]}", "a JSON value, found ']'"},
                    {"{\"a\":[1}", "expected ',' or ']'"},
                    {"{\"a\":\"x}", "never closed"},
                    {"{\"a\":\"x\\\"}", "never closed"},
                    {"{\"a\":\"\\x\"}", "escape sequence in a string at byte 6"},
                    {"{\"a\":\"\\u12g4\"}", "escape sequence"},
                    {"{\"a\":\"\\u1\u02334e\"}", "escape sequence"}, // the low byte of U+0233 is a digit
                    {"{\"a\":\"\\u12", "escape sequence"},
                    {"{\"a\":\"line\nbreak\"}", "control character (0x0a)"},
                    {"{\"a\":1}\u0000", "0x00"},
                    {"{\"a\":// comment\n1}", "found '/'"},
                    {"\ufeff{}", "byte order mark"},
                    {"\u00e9", "0xc3"},
                })
                .map(row -> (Object[]) row);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void saysWhatIsWrongAndWhere(String body, String message) {
        var error = refusal(Api.CHAT, body);
        assertThat(error.code()).isEqualTo("invalid_json");
        assertThat(error.message()).contains(message).hasSizeLessThan(150);
        assertThat(error.param()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u0080",
                "\u0080",
                "\u00c3",
                "\u00c3(",
                "\u00e0\u0080\u0080",
                "\u00ed\u00a0\u0080",
                "\u00e4\u00bd",
                "\u00f0\u0080\u0080\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u00ff",
                "\u00f0\u009f\u0098"
            })
    void invalidUtf8IsRefused(String bytesAsLatin1) {
        byte[] body = ("{\"messages\":[\"" + bytesAsLatin1 + "\"]}").getBytes(ISO_8859_1);
        var error = refusal(Api.CHAT, body);
        assertThat(error.message()).contains("not valid UTF-8 at byte 14");
    }

    @Test
    void tenThousandBracketsAreACleanError() {
        for (String open : new String[] {"[", "{\"a\":"}) {
            var error = refusal(Api.CHAT, "{\"messages\":" + open.repeat(10_000));
            assertThat(error.code()).isEqualTo("invalid_json");
            assertThat(error.message()).contains("deeper than 512");
        }
    }

    @Test
    void nestingUpToTheLimitIsAccepted() {
        String body = "{\"x\":" + "[".repeat(511) + "]".repeat(511) + ",\"messages\":[]}";
        assertThat(skim(Api.CHAT, body).prompt().length()).isEqualTo(2);
        String tooDeep = "{\"x\":" + "[".repeat(512) + "]".repeat(512) + ",\"messages\":[]}";
        assertThat(refusal(Api.CHAT, tooDeep).message()).contains("512");
    }

    @Test
    void aLongMixOfObjectsAndArraysKeepsItsBracketsApart() {
        String open = "[{\"a\":".repeat(250);
        String close = "}]".repeat(250);
        assertThat(skim(Api.CHAT, "{\"x\":" + open + "1" + close + ",\"messages\":[]}")
                        .emptyObject())
                .isFalse();
        assertThat(refusal(Api.CHAT, "{\"x\":" + open + "1" + close.replaceFirst("}]}]$", "}]]}") + "}")
                        .code())
                .isEqualTo("invalid_json");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void everyApiHasAShape(Api api) {
        assertThat(refusal(api, "[]").code()).isEqualTo("invalid_json");
    }
}
