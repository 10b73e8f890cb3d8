package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static RequestTexts read(String body) {
        return RequestReader.read(body.getBytes(UTF_8), true);
    }

    @Test
    void findsTheTextsOfAChatAndNothingElse() {
        var texts = read("""
                {"model":"M","messages":[
                  {"role":"system","content":"SYSTEM"},
                  {"role":"user","name":"NAME","content":[
                    {"type":"text","text":"PART"},
                    {"type":"image_url","image_url":{"url":"https://example.com/IMAGE"}},
                    {"type":"file","file":{"filename":"FILE","file_data":"BYTES","file_id":"ID"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"WHY","tool_calls":[
                    {"id":"ID","type":"function","function":{"name":"F","arguments":"{\\"a\\":\\"ARGS\\"}"}}]},
                  {"role":"tool","tool_call_id":"ID","content":"RESULT"},
                  {"role":"assistant","content":"","function_call":{"name":"F","arguments":{"name":"OPEN"}}}],
                 "tools":[{"type":"function","function":{"name":"F","description":"TOOL"}}],
                 "response_format":{"type":"json_schema","json_schema":{"description":"SCHEMA"}},
                 "documents":[{"text":"DOC"}],"user":"USER"}""").texts();
        assertThat(texts)
                .extracting(it -> it.place() + " " + it.text())
                .containsExactly(
                        "messages[0] SYSTEM",
                        "messages[1] PART",
                        "messages[1] FILE",
                        "messages[2] WHY",
                        "messages[2] {\"a\":\"ARGS\"}",
                        "messages[3] RESULT",
                        "messages[4] {\"name\":\"OPEN\"}",
                        "documents[0] DOC");
        assertThat(texts.toString()).doesNotContain("SYSTEM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\":\"X\"}               | prompt",
                "{\"prompt\":[\"\",\"X\"]}        | prompt[1]",
                "{\"input\":[\"X\"]}              | input[0]",
                "{\"text\":\"X\"}                 | text",
                "{\"query\":\"X\",\"top_n\":1}    | query",
                "{\"documents\":[{\"text\":\"X\"}]} | documents[0]",
                "{\"text_1\":\"X\"}               | text_1",
                "{\"text_2\":[\"X\"]}             | text_2[0]",
                "{\"items\":[\"\",\"X\"],\"label_token_ids\":[1]} | items[1]",
                "{\"data_1\":\"X\"}               | data_1",
                "{\"stop\":\"X\",\"n\":1}       | stop",
                "{\"stop\":[\"\",\"X\"]}        | stop[1]",
                "{\"bad_words\":[\"X\"]}        | bad_words[0]",
                "{\"guided_choice\":[\"X\"]}    | guided_choice[0]",
                "{\"query\":1,\"instruct\":\"X\"} | instruct",
                "{\"sampling_params\":{\"n\":1,\"stop\":\"X\"}}     | sampling_params.stop",
                "{\"sampling_params\":[{\"stop\":[\"X\"]},{},null]} | sampling_params.stop[0]",
                "{\"structured_outputs\":{\"choice\":[\"\",\"X\"]}} | structured_outputs.choice[1]",
                "{\"sampling_params\":{\"structured_outputs\":{\"choice\":[\"X\"]}}} | sampling_params.structured_outputs.choice[0]",
            })
    void findsThePromptsOfOtherApis(String body, String place) {
        assertThat(read(body).texts()).extracting(RequestText::place).containsExactly(place);
        assertThat(read(body).unreadable()).isFalse();
    }

    /** Schemas, patterns, templates and settings, as docs/pii.md names them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"guided_json\":{\"const\":\"X\"},\"guided_regex\":\"X\",\"guided_grammar\":\"X\"}",
                "{\"structured_outputs\":{\"json\":{\"enum\":[\"X\"]},\"regex\":\"X\",\"grammar\":\"X\"}}",
                "{\"sampling_params\":{\"regex\":\"X\",\"json_schema\":\"X\",\"ebnf\":\"X\",\"stop_regex\":\"X\",\"stop\":null}}",
                "{\"web_search_options\":{\"user_location\":{\"approximate\":{\"city\":\"X\"}}}}",
                "{\"chat_template\":\"X\",\"chat_template_kwargs\":{\"a\":\"X\"},\"metadata\":{\"a\":\"X\"},\"custom_params\":{\"a\":\"X\"}}"
            })
    void whatIsNoTextIsLeftAlone(String body) {
        assertThat(read(body).texts()).isEmpty();
        assertThat(read(body).unreadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":[1,2]}",
                "{\"prompt\":[\"a\",[-1]]}",
                "{\"input\":[[1]]}",
                "{\"input_ids\":[1]}",
                "{\"query\":[1],\"items\":[\"a\"]}",
                "{\"query\":\"a\",\"items\":[[1]]}",
                "{\"messages\":[],\"prompt_embeds\":\"x\"}"
            })
    void saysWhatNobodyCanRead(String body) {
        assertThat(read(body).unreadable()).isTrue();
    }

    @Test
    void onlyBytesOfFilesAreLeftOut() {
        String data = "data:image/png;base64," + "iVBORw0KGgo".repeat(9);
        assertThat(read("{\"prompt\":\"" + data + "\"}").texts()).isEmpty();
        assertThat(read("{\"prompt\":\"" + data + " and a@example.com\"}").texts())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com 4111111111111111",
                "4111111111111111",
                "image/4111111111111111",
                "image/png;name=jane@example.com",
                "Jane Doe"
            })
    void whatStandsInTheMediaTypeIsText(String type) {
        assertThat(read("{\"prompt\":\"data:" + type + ";base64," + "iVBORw0KGgo".repeat(9) + "\"}")
                        .texts())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image/png", "text/plain;charset=iso-8859-1", "application/vnd.ms-excel", "VIDEO/mp4"})
    void bytesOfAnyKindOfFileAreLeftOut(String type) {
        assertThat(read("{\"prompt\":\"data:" + type + ";base64," + "iVBORw0KGgo".repeat(9) + "\"}")
                        .texts())
                .isEmpty();
    }

    @Test
    void theSessionIsTheCacheKeyElseTheUser() {
        assertThat(read("{\"user\":\"u\",\"prompt_cache_key\":\"k\",\"prompt\":\"\"}")
                        .session())
                .isEqualTo("k");
        assertThat(read("{\"user\":\"u\",\"prompt_cache_key\":null}").session()).isEqualTo("u");
        assertThat(read("{}").session()).isEmpty();
    }
}
