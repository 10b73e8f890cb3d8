package io.serai.tokens.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ParseOptions.Reasoning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningStartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
                    <|im_start|>assistant␊<think>␊ → PROMPT
                    <｜Assistant｜><think> → PROMPT
                    <|assistant|>␊<think></think> → NONE
                    <｜Assistant｜></think> → NONE
                    assistant␊<think>␊␊</think>␊␊ → NONE
                    <seed:bos>assistant␊<seed:think> → PROMPT
                    ai␊<mm:think>␊ → PROMPT
                    [/INST][THINK] → PROMPT
                    <|CHATBOT_TOKEN|><|START_THINKING|> → PROMPT
                    <|START_THINKING|><|END_THINKING|> → NONE
                    <|turn>model␊<|channel>thought␊ → PROMPT
                    <|turn>model␊<|channel>thought␊<channel|> → NONE
                    <|open|>think<|sep|> → PROMPT
                    <|close|>think<|sep|><|open|>response<|sep|> → NONE
                    <|begin_assistant|>␊◁think▷ → PROMPT
                    <|im_start|>assistant␊ → OUTPUT
                    <|start|>assistant → OUTPUT
                    a<think>b → OUTPUT
                    ␊ → OUTPUT
                    """)
    void readsThePromptsEnd(String end, Reasoning expected) {
        assertThat(ReasoningStart.atEnd("x" + end.replace('␊', '\n'), false)).isEqualTo(expected);
    }

    @Test
    void theSwitchCountsWhereTheEndSaysNothing() {
        assertThat(ReasoningStart.atEnd("assistant\n", true)).isEqualTo(Reasoning.NONE);
        assertThat(ReasoningStart.atEnd("assistant\n<think>", true)).isEqualTo(Reasoning.PROMPT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Q <think> A:|<think>so      | PROMPT
                    Q <think> A:|<think>so</think>4| NONE
                    Q <think> A:|It is        | OUTPUT
                    Q A:<think>|so            | PROMPT
                    Q A:<think>r</think>|so   | NONE
                    """)
    void readsAnOpenMessage(String before, String words, Reasoning expected) {
        assertThat(ReasoningStart.continued(before + words, before.length(), false))
                .isEqualTo(expected);
    }
}
