package io.serai.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ClassifierException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static Question question() {
        return new Question(List.of("text"), 1, 1, Lane.REQUESTS, new Counters());
    }

    @Test
    void closingEndsQuestionsThatComeBeforeAndAfter() {
        var deadlines = new Deadlines(() -> 0);
        Question before = question();
        deadlines.watch(before);
        deadlines.close();
        Question after = question();
        deadlines.watch(after);
        for (Question question : List.of(before, after)) {
            assertThat(question.answer()).isCompletedExceptionally();
            assertThat(Host.failure(question.answer())).isEqualTo(Reason.NO_MODEL);
        }
    }
}
