package io.serai.tokens.prompt.deepseek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.tokens.prompt.PromptCases;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeepSeekPromptsTest {
    private static final Map<String, Object> USER = Map.of("role", "user", "content", "Q");

    static Stream<PromptCases.Case> casesOfV32() throws IOException {
        return PromptCases.read(DeepSeekPromptsTest.class, "v32.jsonl");
    }

    static Stream<PromptCases.Case> casesOfV4() throws IOException {
        return PromptCases.read(DeepSeekPromptsTest.class, "v4.jsonl");
    }

    @ParameterizedTest
    @MethodSource("casesOfV32")
    void rendersAsTheEncoderOfV32Does(PromptCases.Case chat) throws PromptException {
        assertThat(new DeepSeekPrompts(DeepSeekVersion.V3_2).render(chat.chat()).text())
                .isEqualTo(chat.expected());
    }

    @ParameterizedTest
    @MethodSource("casesOfV4")
    void rendersAsTheEncoderOfV4Does(PromptCases.Case chat) throws PromptException {
        assertThat(new DeepSeekPrompts(DeepSeekVersion.V4).render(chat.chat()).text())
                .isEqualTo(chat.expected());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhereReasoningBegins(DeepSeekVersion version) throws PromptException {
        var prompts = new DeepSeekPrompts(version);
        assertThat(prompts.render(chat(List.of(USER), Map.of("thinking", true), false))
                        .reasoning())
                .isEqualTo(Reasoning.PROMPT);
        assertThat(prompts.render(chat(List.of(USER), Map.of(), false)).reasoning())
                .isEqualTo(Reasoning.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void leavesAContinuedAnswerOpen(DeepSeekVersion version) throws PromptException {
        var begun = Map.of("role", "assistant", "content", "It is ", "reasoning_content", "hm");
        var prompt = new DeepSeekPrompts(version).render(chat(List.of(USER, begun), Map.of("thinking", true), true));
        assertThat(prompt.text()).endsWith("<｜Assistant｜><think>hm</think>It is ");
        assertThat(prompt.reasoning()).isEqualTo(Reasoning.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void opensAnAnswerWhateverComesLast(DeepSeekVersion version) throws PromptException {
        var system = Map.of("role", "system", "content", "S");
        assertThat(new DeepSeekPrompts(version)
                        .render(chat(List.of(system), Map.of(), false))
                        .text())
                .isEqualTo("<｜begin▁of▁sentence｜>S<｜Assistant｜></think>");
    }

    @Test
    void argumentsThatAreNoObjectBecomeOneParameter() throws PromptException {
        var call = Map.of("function", Map.of("name", "f", "arguments", "{oops"));
        var message = Map.of("role", "assistant", "tool_calls", List.of(call));
        assertThat(new DeepSeekPrompts(DeepSeekVersion.V4)
                        .render(chat(List.of(USER, message), Map.of(), false))
                        .text())
                .contains("<｜DSML｜parameter name=\"arguments\" string=\"true\">{oops</｜DSML｜parameter>");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoText(DeepSeekVersion version) {
        var picture = Map.of("role", "user", "content", List.of(Map.of("type", "image_url", "image_url", "x")));
        assertThatThrownBy(() -> new DeepSeekPrompts(version).render(chat(List.of(picture), Map.of(), false)))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("messages[0].content[0].type is 'image_url'");
    }

    private static ChatPrompt chat(List<?> messages, Map<String, Object> variables, boolean continued) {
        return new ChatPrompt(messages, null, variables, !continued, continued);
    }
}
