package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.core.CallError;
import io.serai.core.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static SseScanner fed(String stream) {
        var scanner = new SseScanner();
        assertThat(scanner.feed(stream.getBytes(UTF_8))).asString(UTF_8).isEqualTo(stream);
        return scanner;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"content\": \"hi\"}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"hm\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}",
                "{\"choices\":[{\"index\":0,\"text\":\"hi\",\"logprobs\":null}]}",
                "{\"text\":\"hi\",\"meta_info\":{}}",
                "{\"output_ids\":[1],\"meta_info\":{}}",
                "{\"choices\":[{\"token_ids\": [ 1 ]}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"function_call\":{\"arguments\":\"{\"}}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\\\"\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\"}},{\"delta\":{\"content\":\"second choice\"}}]}",
            })
    void countsAnEventWithContent(String data) {
        assertThat(fed("data: " + data + "\n\n").newContentEvents()).isEqualTo(1);
        assertThat(fed("data:" + data + "\r\n\r\n").newContentEvents()).isEqualTo(1);
        assertThat(fed("id: 1\nevent: message\ndata: " + data + "\n\n").newContentEvents())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":null,\"reasoning_content\":null,\"tool_calls\":null}}]}",
                "{\"choices\":[{\"delta\":{},\"logprobs\":{\"content\":[]},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[ ]}}]}",
                "{\"output_ids\":[],\"prompt_token_ids\":[1,2],\"text\":\"\"}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
                "{\"object\":\"text_completion\",\"model\":\"\\\"content\\\":\\\"x\\\"\",\"my_content\":\"x\"}",
                "{\"error\":{\"message\":\"x\",\"text\":\"y\"}}",
                "{\":\":\":\"}",
                "[DONE]",
                "\"content\":\"x\"",
                "",
            })
    void doesNotCountAnEventWithout(String data) {
        assertThat(fed("data: " + data + "\n\n").newContentEvents()).isZero();
        assertThat(fed(": \"content\":\"x\"\n\n").newContentEvents()).isZero();
    }

    @Test
    void countsAnewWithEveryFeed() {
        var scanner = fed("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n");
        assertThat(scanner.newContentEvents()).isEqualTo(2);
        scanner.feed("data: {\"text\":\"c\"}\n".getBytes(UTF_8));
        assertThat(scanner.newContentEvents()).isZero();
        scanner.feed("\n".getBytes(UTF_8));
        assertThat(scanner.newContentEvents()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":2}}} | 3 | 4 | 2
            {"choices":[],"usage": {"prompt_tokens": 3, "completion_tokens": 4}}                                        | 3 | 4 | -1
            {"text":"a","meta_info":{"id":"x","prompt_tokens":3,"completion_tokens":4,"cached_tokens":0}}               | 3 | 4 | 0
            """)
    void readsUsage(String data, int prompt, int completion, int cached) {
        var scanner = fed("data: " + data + "\n\ndata: {\"usage\":null}\n\ndata: {\"usage\":{\"prompt_tokens\":}}\n\n");
        assertThat(scanner.usage()).isEqualTo(new TokenUsage(prompt, completion, cached));
    }

    @Test
    void theLastUsageCounts() {
        var scanner = fed("""
                data: {"meta_info":{"prompt_tokens":3,"completion_tokens":1,"cached_tokens":2}}

                data: {"meta_info":{"prompt_tokens":3,"completion_tokens":2}}

                """);
        assertThat(scanner.usage()).isEqualTo(new TokenUsage(3, 2, -1));
        assertThat(new SseScanner().usage()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: [DONE]                          | true  | false
            data:[DONE]                           | true  | false
            data: [DONE] and more                 | false | false
            event: [DONE]                         | false | false
            data: {"error":{"message":"x"}}       | false | true
            data: { "error" : "x"}                | false | true
            data: {"error":null,"text":"x"}       | false | false
            data: {"id":1,"error":{"message":""}} | false | false
            data: {"message":"\\"error\\":1"}     | false | false
            """)
    void seesTheEndAndErrors(String line, boolean done, boolean error) {
        var scanner = fed(line + "\n\n");
        assertThat(scanner.done()).isEqualTo(done);
        assertThat(scanner.errorSeen()).isEqualTo(error);
    }

    @Test
    void wholeEventsAreNotCopied() {
        var scanner = new SseScanner();
        byte[] chunk = "data: {\"text\":\"a\"}\n\n".getBytes(UTF_8);
        assertThat(scanner.feed(chunk)).isSameAs(chunk);
        assertThat(scanner.rest()).isEmpty();
    }

    @Test
    void anIncompleteEventIsHeldBack() {
        var scanner = new SseScanner();
        assertThat(scanner.feed("data: {\"text\":\"a\"}\n\ndata: {\"te".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("data: {\"text\":\"a\"}\n\n");
        assertThat(scanner.feed("xt\":\"b\"}\n".getBytes(UTF_8))).isEmpty();
        assertThat(scanner.rest()).asString(UTF_8).isEqualTo("data: {\"text\":\"b\"}\n");
        assertThat(scanner.newContentEvents()).isZero();
    }

    @Test
    void anEndlessEventIsRefused() {
        var scanner = new SseScanner();
        byte[] chunk = "x".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 16; i++) {
            assertThat(scanner.feed(chunk)).isEmpty();
        }
        var error = catchThrowableOfType(CallError.class, () -> scanner.feed(new byte[] {'x'}));
        assertThat(error.status()).isEqualTo(502);
        assertThat(error.code()).isEqualTo("worker_malformed");
    }

    @Provide
    Arbitrary<String> streams() {
        var parts = Arbitraries.of(
                "data: {\"choices\":[{\"delta\":{\"content\":\"h\u00e9llo\"}}],\"usage\":null}",
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                "data: {\"text\":\"ab\",\"meta_info\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"cached_tokens\":2}}",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":10}}",
                "data: {\"error\":{\"message\":\"x\"}}",
                "data: [DONE]",
                "event: x",
                ": comment",
                "\n",
                "\n\n",
                "\r\n",
                "\r\n\r\n",
                "\r",
                "\r\r",
                "\r\n\n",
                "data:");
        return parts.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    private record Seen(
            String passed,
            String rest,
            int events,
            @Nullable TokenUsage usage,
            boolean done,
            boolean error) {}

    private static Seen seen(byte[] stream, List<Integer> cuts) {
        var scanner = new SseScanner();
        var passed = new ByteArrayOutputStream();
        int events = 0;
        int from = 0;
        for (int cut : cuts) {
            passed.writeBytes(scanner.feed(Arrays.copyOfRange(stream, from, cut)));
            events += scanner.newContentEvents();
            from = cut;
        }
        return new Seen(
                passed.toString(UTF_8),
                new String(scanner.rest(), UTF_8),
                events,
                scanner.usage(),
                scanner.done(),
                scanner.errorSeen());
    }

    /** The stream up to its last blank line, found with a regular expression. */
    private static String completeEvents(String stream) {
        Matcher lineEnd = LINE_END.matcher(stream);
        int lineStart = 0;
        int complete = 0;
        while (lineEnd.find()) {
            complete = lineEnd.start() == lineStart ? lineEnd.end() : complete;
            lineStart = lineEnd.end();
        }
        return stream.substring(0, complete);
    }

    @Property(tries = 1500)
    void cuttingAStreamAnywhereChangesNothing(@ForAll("streams") String text, @ForAll long seed) {
        byte[] stream = text.getBytes(UTF_8);
        var whole = seen(stream, List.of(stream.length));
        assertThat(whole.passed()).isEqualTo(completeEvents(text));
        assertThat(whole.passed() + whole.rest()).isEqualTo(text);

        var everywhere = new ArrayList<Integer>();
        for (int cut = 1; cut <= stream.length; cut++) {
            everywhere.add(cut);
            assertThat(seen(stream, List.of(cut, stream.length))).isEqualTo(whole);
        }
        assertThat(seen(stream, everywhere)).isEqualTo(whole);
        var random = new Random(seed);
        everywhere.removeIf(cut -> cut < stream.length && random.nextInt(5) > 0);
        assertThat(seen(stream, everywhere)).isEqualTo(whole);
    }
}
