package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.TokenUsage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageScannerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}                     | 3 | 4 | -1
            {"usage":{"prompt_tokens":3,"total_tokens":3,"completion_tokens":0,"prompt_tokens_details":null}}      | 3 | 0 | -1
            {"usage":{"prompt_tokens":3,"prompt_tokens_details":{"audio_tokens":1,"cached_tokens":2},"completion_tokens":4}} | 3 | 4 | 2
            {"usage":{"prompt_tokens":9,"total_tokens":9}}                                                         | 9 | 0 | -1
            {"text":"x","meta_info":{"id":"r","finish_reason":{"type":"stop","matched":[1]},"prompt_tokens":5,"completion_tokens":6,"cached_tokens":4}} | 5 | 6 | 4
            [{"meta_info":{"prompt_tokens":5,"completion_tokens":6,"cached_tokens":4}},{"meta_info":{"prompt_tokens":1,"completion_tokens":2,"cached_tokens":0}}] | 6 | 8 | 4
            [{"meta_info":{"prompt_tokens":5}},1,{"score":0.5},{"meta_info":{"prompt_tokens":1,"cached_tokens":3}}] | 6 | 0 | 3
            {"results":[{"document":{"usage":{"prompt_tokens":0}}}],"usage":{"prompt_tokens":8}}                   | 8 | 0 | -1
            {"usage":{"prompt_tokens":1e3,"completion_tokens":4}}                                                  | 0 | 4 | -1
            {"usage":{"prompt_tokens":99999999999,"completion_tokens":4}}                                          | 2147483647 | 4 | -1
            """)
    void readsTheCounts(String body, int prompt, int completion, int cached) {
        assertThat(UsageScanner.of(body.getBytes(UTF_8))).isEqualTo(new TokenUsage(prompt, completion, cached));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "not json",
                "{\"usage\":null}",
                "{\"usage\":5}",
                "{\"usage\":{}}",
                "{\"usage\":{\"total_tokens\":5}}",
                "{\"usage\":{\"prompt_tokens\":-5}}",
                "{\"usage\":{\"prompt_tokens\":\"5\"}}",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":5}}]}",
                "{\"text\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":5}\"}",
            })
    void findsNothingWhereNothingIs(String body) {
        assertThat(UsageScanner.of(body.getBytes(UTF_8))).isNull();
    }

    @Test
    void aTruncatedBodyHasNoCounts() {
        byte[] body = "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}".getBytes(UTF_8);
        for (int length = 0; length < body.length; length++) {
            assertThat(UsageScanner.of(Arrays.copyOf(body, length))).isNull();
        }
    }
}
