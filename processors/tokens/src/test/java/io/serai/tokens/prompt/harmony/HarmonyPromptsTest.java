package io.serai.tokens.prompt.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.tokens.prompt.PromptCases;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HarmonyPromptsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-07-26T12:00:00Z"));
    private static final Map<String, Object> USER = Map.of("role", "user", "content", "Q");

    private final HarmonyPrompts prompts = new HarmonyPrompts(CLOCK, ZoneOffset.UTC);

    static Stream<PromptCases.Case> cases() throws IOException {
        return PromptCases.read(HarmonyPromptsTest.class, "cases.jsonl");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsTheReferenceLibraryDoes(PromptCases.Case chat) throws PromptException {
        assertThat(prompts.render(chat.chat()).text()).isEqualTo(chat.expected());
    }

    @Test
    void anAnswerMayReasonFirst() throws PromptException {
        assertThat(prompts.render(chat(List.of(USER), false)).reasoning()).isEqualTo(Reasoning.OUTPUT);
    }

    @Test
    void todayIsTheZonesDay() throws PromptException {
        var late =
                new HarmonyPrompts(InstantSource.fixed(Instant.parse("2026-07-26T23:30:00Z")), ZoneOffset.ofHours(2));
        assertThat(late.render(chat(List.of(USER), false)).text()).contains("Current date: 2026-07-27\n");
    }

    @Test
    void leavesAContinuedAnswerOpen() throws PromptException {
        var begun = Map.of("role", "assistant", "content", "It is ", "reasoning_content", "hm");
        var prompt = prompts.render(chat(List.of(USER, begun), true));
        assertThat(prompt.text())
                .endsWith("<|start|>assistant<|channel|>analysis<|message|>hm<|end|>"
                        + "<|start|>assistant<|channel|>final<|message|>It is ");
        assertThat(prompt.reasoning()).isEqualTo(Reasoning.NONE);
    }

    @Test
    void namesAResultByTheLastCallWhereNoIdMatches() throws PromptException {
        var call = Map.of("role", "assistant", "tool_calls", List.of(Map.of("function", Map.of("name", "f"))));
        var result = Map.of("role", "tool", "content", "r");
        assertThat(prompts.render(chat(List.of(USER, call, result), false)).text())
                .contains("<|start|>assistant to=functions.f<|channel|>commentary json<|message|>{}<|call|>"
                        + "<|start|>functions.f to=assistant<|channel|>commentary<|message|>r<|end|>");
    }

    @Test
    void refusesAResultWithoutACall() {
        refused(List.of(USER, Map.of("role", "tool", "content", "r")), "messages[1] is a tool's answer");
    }

    @Test
    void refusesWhatIsNoText() {
        var picture = Map.of("role", "user", "content", List.of(Map.of("type", "image_url", "image_url", "x")));
        refused(List.of(picture), "messages[0].content[0].type is 'image_url'");
    }

    @Test
    void refusesUnknownRoles() {
        refused(List.of(Map.of("role", "narrator", "content", "x")), "messages[0].role is 'narrator'");
    }

    private void refused(List<?> messages, String words) {
        PromptException e = catchThrowableOfType(PromptException.class, () -> prompts.render(chat(messages, false)));
        assertThat(e.reason()).isEqualTo(PromptException.Cause.REFUSED);
        assertThat(e).hasMessageContaining(words);
    }

    private static ChatPrompt chat(List<?> messages, boolean continued) {
        return new ChatPrompt(messages, null, Map.of(), !continued, continued);
    }
}
