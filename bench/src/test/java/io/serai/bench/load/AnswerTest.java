package io.serai.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void joinsTheTextAndReadsTheUsage() throws JsonProcessingException {
        var answer = Answer.decode("""
                data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

                data: {"choices":[{"delta":{"content":"the "}}]}

                data: {"choices":[{"delta":{"content":"cat"}}]}

                data: {"choices":[],"usage":{"prompt_tokens":40,"prompt_tokens_details":{"cached_tokens":32}}}

                data: [DONE]

                """);
        assertThat(answer).isEqualTo(new Answer("the cat", 40, 32));
    }

    @Test
    void aWorkerThatDoesNotReportCachedTokensHasNone() throws JsonProcessingException {
        var answer = Answer.decode("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7}}\n\n");
        assertThat(new CacheUse(0, 0).plus(answer).hitRate()).isZero();
        assertThat(new CacheUse(13, 5).plus(answer)).isEqualTo(new CacheUse(20, 5));
        assertThat(new CacheUse(20, 5).hitRate()).isEqualTo(0.25);
    }
}
