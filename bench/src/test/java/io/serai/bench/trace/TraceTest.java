package io.serai.bench.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final TraceShape SHAPE = new TraceShape(8, 50, 400, 3, 10, 1.0, Duration.ofMillis(200));

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(Trace.draw(SHAPE, 7)).isEqualTo(Trace.draw(SHAPE, 7));
        assertThat(Trace.draw(SHAPE, 7)).isNotEqualTo(Trace.draw(SHAPE, 8));
    }

    @Test
    void hasTheShapeThatWasAskedFor() {
        var conversations = Trace.draw(SHAPE, 7).conversations();
        assertThat(conversations).hasSize(400).allSatisfy(conversation -> {
            assertThat(conversation.systemPrompt()).hasSize(50 * Trace.TOKEN_BYTES);
            assertThat(conversation.userTurns())
                    .hasSize(3)
                    .allSatisfy(turn -> assertThat(turn).hasSize(10 * Trace.TOKEN_BYTES));
            assertThat(conversation.thinkTimes())
                    .allSatisfy(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofMillis(400)));
        });
    }

    @Test
    void aGroupSharesItsPromptAndNoTurnIsSaidTwice() {
        var conversations = Trace.draw(SHAPE, 7).conversations();
        var promptsByGroup = conversations.stream()
                .collect(Collectors.groupingBy(
                        Conversation::group, Collectors.mapping(Conversation::systemPrompt, Collectors.toSet())));
        assertThat(promptsByGroup)
                .hasSize(8)
                .allSatisfy((_, prompts) -> assertThat(prompts).hasSize(1));
        assertThat(conversations.stream().flatMap(c -> c.userTurns().stream())).doesNotHaveDuplicates();
    }

    @Test
    void skewMakesTheFirstGroupHot() {
        // Shares of 1/k for 8 groups: the first has 1 / 2.718 = 36.8 %, the last 4.6 %.
        assertThat(sizeOfGroup(0, SHAPE)).isBetween(110L, 185L);
        assertThat(sizeOfGroup(7, SHAPE)).isBetween(4L, 40L);
        var even = new TraceShape(8, 50, 400, 3, 10, 0.0, Duration.ZERO);
        assertThat(sizeOfGroup(0, even)).isBetween(25L, 75L);
    }

    private static long sizeOfGroup(int group, TraceShape shape) {
        return Trace.draw(shape, 7).conversations().stream()
                .filter(conversation -> conversation.group() == group)
                .count();
    }

    @Test
    void wordsHaveTheExactLength() {
        var random = new SplittableRandom(1);
        for (int length = 0; length < 40; length++) {
            assertThat(Text.words(random, length)).hasSize(length).matches("[a-z ]*");
        }
    }

    @Test
    void refusesImpossibleShapes() {
        assertThatThrownBy(() -> new TraceShape(0, 1, 1, 1, 1, 0, Duration.ZERO))
                .hasMessageContaining("groups is 0");
        assertThatThrownBy(() -> new Conversation(0, "", List.of("hi"), List.of()))
                .hasMessageContaining("1 turns");
    }
}
