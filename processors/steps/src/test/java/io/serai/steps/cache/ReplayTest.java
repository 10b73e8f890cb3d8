package io.serai.steps.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import io.serai.core.Reply;
import io.serai.core.ReplySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as bodies and as streams, and back. */
class ReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLS = """
            {"id":"old","object":"chat.completion","created":1,"model":"w","service_tier":null,"choices":[{"index":0,
             "message":{"role":"assistant","content":null,"reasoning_content":"hm","refusal":null,"annotations":[],
              "tool_calls":[{"id":"old-1","type":"function","function":{"name":"f","arguments":"{\\"a\\": 1}"}},
                            {"id":"old-2","type":"function","function":{"name":"g","arguments":""}}]},
             "logprobs":null,"finish_reason":"tool_calls","stop_reason":7}],
             "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    private final Replay replay = new Replay(InstantSource.fixed(Instant.ofEpochSecond(1234)));

    private static StoredAnswer stored(String body) {
        return Objects.requireNonNull(StoredAnswer.of(body.getBytes(StandardCharsets.UTF_8)), "not kept");
    }

    private static String said(String content) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(CALLS);
        ObjectNode choice = (ObjectNode) body.path("choices").get(0);
        choice.put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        return body.toString();
    }

    private JsonNode whole(StoredAnswer answer) throws IOException {
        return JSON.readTree(((Reply.Whole) replay.of(answer, false, false)).body());
    }

    /** Reads a stream; pauses after each piece of data. */
    private static final class Reader implements ReplySink {
        private final List<byte[]> pieces = new ArrayList<>();
        private final Reply.Live reply;
        private boolean ended;

        Reader(Reply.Live reply) {
            this.reply = reply;
        }

        @Override
        public void data(byte[] bytes) {
            assertThat(ended).isFalse();
            pieces.add(bytes);
            reply.pause();
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void failed(CallError error) {
            throw error;
        }

        List<byte[]> all() {
            reply.start(this);
            for (int before = -1; before < pieces.size(); ) {
                before = pieces.size();
                reply.resume();
            }
            assertThat(ended).isTrue();
            return pieces;
        }
    }

    private List<byte[]> events(StoredAnswer answer, boolean usage) {
        return new Reader((Reply.Live) replay.of(answer, true, usage)).all();
    }

    private static StreamAssembly assembled(List<byte[]> events) {
        var assembly = new StreamAssembly(1 << 20);
        events.forEach(assembly::take);
        return assembly;
    }

    @Test
    void aBodyIsGivenAgainWithIdsOfItsOwn() throws IOException {
        JsonNode again = whole(stored(CALLS));
        JsonNode other = whole(stored(CALLS));

        assertThat(again.path("id").asText())
                .startsWith("chatcmpl-")
                .isNotEqualTo(other.path("id").asText());
        assertThat(again.path("created").asLong()).isEqualTo(1234);
        assertThat(again.path("model").asText()).isEqualTo("w");
        assertThat(again.path("usage")).isEqualTo(JSON.readTree(CALLS).path("usage"));
        JsonNode message = again.path("choices").get(0).path("message");
        assertThat(message.path("tool_calls").get(0).path("id").asText()).startsWith("call_");
        assertThat(message.path("tool_calls")
                        .get(0)
                        .path("function")
                        .path("arguments")
                        .asText())
                .isEqualTo("{\"a\": 1}");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("hm");
    }

    @Property(tries = 300)
    void aStreamSaysWhatTheBodySays(@ForAll @StringLength(max = 200) String content) throws IOException {
        StoredAnswer answer = stored(said(content));

        StoredAnswer again =
                Objects.requireNonNull(assembled(events(answer, true)).answer());

        JsonNode message = whole(answer).path("choices").get(0).path("message");
        assertThat(whole(again).path("choices").get(0).path("message")).isEqualTo(message);
        assertThat(again.usage()).isTrue();
    }

    @Test
    void callsAndReasoningSurviveTheStream() throws IOException {
        JsonNode choice = whole(Objects.requireNonNull(
                        assembled(events(stored(CALLS), true)).answer()))
                .path("choices")
                .get(0);

        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.path("message").path("content").isNull()).isTrue();
        assertThat(choice.path("message").path("reasoning_content").asText()).isEqualTo("hm");
        assertThat(choice.path("message").path("tool_calls").findValuesAsText("name"))
                .containsExactly("f", "g");
        assertThat(choice.path("message")
                        .path("tool_calls")
                        .get(0)
                        .path("function")
                        .path("arguments")
                        .asText())
                .isEqualTo("{\"a\": 1}");
    }

    @Test
    void countsAreStreamedForThoseOnlyWhoWantThem() throws IOException {
        StoredAnswer answer = stored(said("hi"));

        assertThat(text(events(answer, false))).doesNotContain("usage").endsWith("data: [DONE]\n\n");
        assertThat(text(events(answer, true))).contains("\"choices\":[],\"usage\":{\"prompt_tokens\":3");
        assertThat(Objects.requireNonNull(assembled(events(answer, false)).answer())
                        .usage())
                .isFalse();
    }

    private static String text(List<byte[]> events) {
        var all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReaderThatHasGoneIsNotToldOfTheEnd() throws IOException {
        var live = (Reply.Live) replay.of(stored(said("hi")), true, false);
        var reader = new Reader(live);
        live.start(reader);
        live.cancel();
        live.resume();

        assertThat(reader.ended).isFalse();
        assertThat(reader.pieces).hasSize(1);
    }

    // ---- what is not kept

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"error\":{\"message\":\"x\"}}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"length\"}]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":null}]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"content_filter\"}]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\",\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"logprobs\":{},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"},{}]}"
            })
    void onlyCompleteAnswersAreKept(String body) {
        assertThat(StoredAnswer.of(body.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"length\"}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}\n\n",
                "data: {\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"audio\":{}},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: {\"error\":{}}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: what\n\n",
                "data: [DONE]\n\n"
            })
    void onlyCompleteStreamsAreKept(String events) {
        assertThat(assembled(List.of(events.getBytes(StandardCharsets.UTF_8))).answer())
                .isNull();
    }

    @Test
    void anAnswerThatIsTooLongIsGivenUp() throws IOException {
        var assembly = new StreamAssembly(10);
        events(stored(said("eleven characters")), true).forEach(assembly::take);

        assertThat(assembly.answer()).isNull();
    }
}
