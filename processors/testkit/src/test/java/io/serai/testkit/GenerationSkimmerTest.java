package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GenerationSkimmerTest {
    private static final String BODY = """
            {"stream": true, "x": [1.5e3, {"messages": "no"}, null], "messages": [
              {"role": "system", "content": "h\\u00e9 \\ud83d\\ude00 \\n"},
              {"role": "user", "content": [{"type": "text", "text": "é😀"},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}],
             "max_tokens": 7, "max_completion_tokens": 5, "stream_options": {"include_usage": true}, "model": "a/b"}
            """;

    /** Wherever the body is cut, the same is read from it. */
    @Test
    void readsTheSameHoweverTheBodyIsCut() throws Exception {
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        // role and content of both, each with a newline, then the generation prompt
        int promptBytes = "system\nhé 😀 \n\nuser\né😀\nassistant\n".getBytes(StandardCharsets.UTF_8).length;
        PromptDigest whole = skim(bytes, bytes.length).prompt();
        for (int cut = 0; cut <= bytes.length; cut++) {
            GenerationRequest request = skim(bytes, cut);
            assertThat(request.stream()).isTrue();
            assertThat(request.includeUsage()).isTrue();
            assertThat(request.maxTokens()).isEqualTo(5);
            assertThat(request.model()).isEqualTo("a/b");
            assertThat(request.prompt().tokens()).as("cut at %d", cut).isEqualTo(Math.ceilDiv(promptBytes, 4));
            assertThat(request.prompt().blocks()).isEqualTo(promptBytes / 8);
            assertThat(request.prompt().hash(3)).isEqualTo(whole.hash(3));
        }
    }

    private static GenerationRequest skim(byte[] bytes, int cut) throws RefusedRequest {
        GenerationSkimmer skimmer = new GenerationSkimmer(Surface.CHAT, 2, false);
        skimmer.feed(bytes, 0, cut);
        skimmer.feed(bytes, cut, bytes.length - cut);
        return skimmer.request();
    }

    @Test
    void escapesAndPlainBytesGiveTheSameHash() throws Exception {
        PromptDigest plain = completion("{\"prompt\":\"aé😀b/\"}");
        PromptDigest escaped = completion("{\"prompt\":\"a\\u00E9\\uD83D\\uDE00b\\/\"}");

        assertThat(escaped.blocks()).isEqualTo(2);
        assertThat(escaped.hash(1)).isEqualTo(plain.hash(1));
    }

    @Test
    void theLastOfDuplicatePromptsCounts() throws Exception {
        assertThat(completion("{\"prompt\":\"aaaaaaaa\",\"prompt\":\"bbbb\"}").tokens())
                .isEqualTo(1);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[][] bad = {
            {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xE2, 'x'}, {(byte) 0xFF}
        };
        for (byte[] sequence : bad) {
            GenerationSkimmer skimmer = new GenerationSkimmer(Surface.COMPLETIONS, 0, false);
            assertThatThrownBy(() -> {
                        byte[] start = "{\"prompt\":\"".getBytes(StandardCharsets.UTF_8);
                        skimmer.feed(start, 0, start.length);
                        skimmer.feed(sequence, 0, sequence.length);
                        skimmer.feed("\"}".getBytes(StandardCharsets.UTF_8), 0, 2);
                    })
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessageContaining("invalid UTF-8");
        }
    }

    private static PromptDigest completion(String body) throws RefusedRequest {
        GenerationSkimmer skimmer = new GenerationSkimmer(Surface.COMPLETIONS, 1, false);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        skimmer.feed(bytes, 0, bytes.length);
        return skimmer.request().prompt();
    }
}
