package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatSwitchesTest {
    private static final ChatSwitches NOTHING_SAID = new ChatSwitches(
            true, false, true, true, null, true, false, false, null, Span.NONE, Span.NONE, false, false);

    private static ChatSwitches of(String body) {
        return ChatSwitches.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}",
                " {\"messages\":[{\"tool_choice\":\"none\",\"stream_options\":{}}]} ",
                "{\"parallel_tool_calls\":null,\"separate_reasoning\":null,\"include_reasoning\":null}",
                "{\"add_generation_prompt\":true,\"chat_template\":null,\"input_ids\":null}",
                "{\"reasoning_effort\":0.5,\"chat_template_kwargs\":[],\"documents\":{},\"include_reasoning\":\"x\"}"
            })
    void saysNothing(String body) {
        assertThat(of(body)).isEqualTo(NOTHING_SAID);
    }

    @Test
    void readsAll() {
        String body = "{\"tool_choice\":\"none\",\"parallel_tool_calls\":false,\"separate_reasoning\":false,"
                + "\"include_reasoning\":false,\"add_generation_prompt\":false,\"continue_final_message\":true,"
                + "\"chat_template\":\"x\",\"reasoning_effort\":\"l\\u006fw\",\"chat_template_kwargs\":{\"a\":1},"
                + "\"documents\":[2],\"skip_special_tokens\":null,\"stream_opt\\u0069ons\":null}";
        Span variables = new Span(body.indexOf("{\"a\""), body.indexOf("{\"a\"") + 7);
        Span documents = new Span(body.indexOf("[2]"), body.indexOf("[2]") + 3);
        assertThat(of(body))
                .isEqualTo(new ChatSwitches(
                        false, true, false, false, false, false, true, true, "low", variables, documents, true, true));
    }

    @ParameterizedTest
    @CsvSource({"null, true", "'\"auto\"', true", "'\"required\"', true", "{}, true", "'\"none\"', false"})
    void onlyNoneForbidsTools(String choice, boolean allowed) {
        ChatSwitches switches = of("{\"tool_choice\":" + choice + "}");
        assertThat(switches.toolChoice()).isTrue();
        assertThat(switches.toolsAllowed()).isEqualTo(allowed);
    }
}
