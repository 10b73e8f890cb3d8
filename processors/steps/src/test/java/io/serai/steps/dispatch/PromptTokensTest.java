package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.InferenceCall;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.Prompt;
import io.serai.steps.Ask;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PromptTokensTest {
    private final InferenceCall call = Ask.chat("{\"messages\":[\"0123456789\"]}")
            .call(Executors.newScheduledThreadPool(0, Thread.ofVirtual().factory()));

    @Test
    void estimatesFourBytesAToken() {
        assertThat(PromptTokens.of(call)).isEqualTo(4); // 14 bytes
    }

    @Test
    void isExactWhereThePromptIsTokenised() {
        call.prompt(new Prompt(new int[] {1, 2, 3, 4, 5, 6, 7}, Reasoning.OUTPUT));
        assertThat(PromptTokens.of(call)).isEqualTo(7);
    }

    @Test
    void anotherBodyIsAnotherPrompt() {
        call.prompt(new Prompt(new int[] {1, 2, 3, 4, 5, 6, 7}, Reasoning.OUTPUT));
        call.addWorkerField("a", "1");
        call.replaceBody(call.body(), call.fields());
        assertThat(PromptTokens.of(call)).isEqualTo(4);
        assertThat(call.workerFields()).isEmpty();
        assertThat(call.trace().promptTokens()).isEqualTo(-1);
    }
}
