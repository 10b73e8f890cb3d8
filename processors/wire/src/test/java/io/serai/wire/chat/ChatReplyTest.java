package io.serai.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReplyTest {
    private final ChatReply reply = new ChatReply();

    private ChatReply.Kind read(String json) {
        byte[] bytes = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
        return reply.read(bytes, 2, bytes.length - 2);
    }

    private String at(Span span) {
        return new String(reply.bytes(), span.start(), span.length(), StandardCharsets.UTF_8);
    }

    @Test
    void findsThePartsOfAChunk() {
        String choice =
                "{\"index\":3,\"delta\":{\"role\":\"assistant\",\"content\":\"a\\n\"},\"logprobs\":{\"content\":[]},"
                        + "\"finish_reason\":\"stop\",\"x\":[{\"index\":9}]}";
        assertThat(read("{\"id\":\"c\",\"choices\":[" + choice + "],\"usage\":{\"prompt_tokens\":1}}"))
                .isEqualTo(ChatReply.Kind.CHOICES);
        assertThat(reply.size()).isEqualTo(1);
        assertThat(at(reply.choices())).isEqualTo("[" + choice + "]");
        assertThat(at(reply.usage())).isEqualTo("{\"prompt_tokens\":1}");
        Choice found = reply.choice(0);
        assertThat(found.index()).isEqualTo(3);
        assertThat(at(found.all())).isEqualTo(choice);
        assertThat(at(found.message())).isEqualTo("{\"role\":\"assistant\",\"content\":\"a\\n\"}");
        assertThat(at(found.logprobs())).isEqualTo("{\"content\":[]}");
        assertThat(at(found.finish())).isEqualTo("\"stop\"");
        assertThat(found.content()).isEqualTo("a\n");
        assertThat(found.finishReason()).isEqualTo("stop");
        assertThat(found.role()).isTrue();
        assertThat(found.reasoned()).isFalse();
        assertThat(found.called()).isFalse();
    }

    @Test
    void forgetsTheOneBefore() {
        read("{\"choices\":[{\"index\":3,\"delta\":{\"role\":\"a\",\"content\":\"a\",\"reasoning\":\"x\"},"
                + "\"finish_reason\":\"stop\"}],\"usage\":{}}");
        read("{\"choices\":[{\"delta\":{}}]}");
        Choice choice = reply.choice(0);
        assertThat(choice.index()).isZero();
        assertThat(choice.content()).isNull();
        assertThat(choice.finishReason()).isNull();
        assertThat(choice.finish()).isEqualTo(Span.NONE);
        assertThat(choice.role()).isFalse();
        assertThat(choice.reasoned()).isFalse();
        assertThat(choice.called()).isFalse();
        assertThat(reply.usage()).isEqualTo(Span.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"x\"}}]; false; true",
                "\"reasoning_content\":\"a\";                                       true; false",
                "\"reasoning\":\"a\";                                               true; false",
                "\"reasoning\":\"a\",\"tool_calls\":[{}];                            true; true",
                "\"tool_calls\":[],\"reasoning_content\":\"\",\"reasoning\":null;   false; false",
                "\"tool_calls\":null,\"content\":\"a\";                             false; false",
                "\"refusal\":{\"reasoning\":\"a\"};                                 false; false"
            })
    void tellsWhatTheWorkerParsed(String delta, boolean reasoned, boolean called) {
        read("{\"choices\":[{\"index\":0,\"delta\":{" + delta + "}}]}");
        assertThat(reply.choice(0).reasoned()).isEqualTo(reasoned);
        assertThat(reply.choice(0).called()).isEqualTo(called);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[DONE]",
                "{",
                "{\"choices\":[1]}",
                "{\"choices\":[{}]} x",
                "{\"id\":1}",
                "{\"choices\":{}}"
            })
    void whatIsNone(String json) {
        assertThat(read(json)).isEqualTo(ChatReply.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"choices\":[]}}",
                "{\"choices\":[],\"error\":\"x\"}",
                "{\"error\":1,\"choices\":[]}"
            })
    void anError(String json) {
        assertThat(read(json)).isEqualTo(ChatReply.Kind.ERROR);
    }

    @Test
    void noErrorIsNone() {
        assertThat(read("{\"error\":null,\"choices\":[]}")).isEqualTo(ChatReply.Kind.CHOICES);
    }
}
