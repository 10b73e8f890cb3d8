package io.serai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.serai.core.ClassifierException;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeClassifiersTest {
    private final FakeClassifiers fake = new FakeClassifiers()
            .intent("math", "integral")
            .intent("law", "contract")
            .complexity(0.9, "prove")
            .span("PERSON", "Ann");

    private CompletableFuture<List<Map<String, Signal>>> ask(Set<String> heads, String... texts) {
        return fake.classify(List.of(texts), heads, Duration.ofSeconds(1));
    }

    private Signal said(String head, String text) {
        return Objects.requireNonNull(ask(Set.of(head), text).join().getFirst().get(head));
    }

    @Test
    void keywordsDecide() {
        assertThat(said("intent", "An INTEGRAL in a contract")).isInstanceOfSatisfying(Signal.Label.class, it -> {
            assertThat(it.label()).isEqualTo("math");
            assertThat(it.scores().values().stream().mapToDouble(score -> score).sum())
                    .isCloseTo(1, within(1e-9));
        });
        assertThat(said("intent", "hello"))
                .isInstanceOfSatisfying(
                        Signal.Label.class, it -> assertThat(it.label()).isEqualTo("other"));
        assertThat(said("complexity", "prove it")).isEqualTo(new Signal.Degree(0.9, "hard", FakeClassifiers.MODEL));
        assertThat(said("complexity", "hi")).isEqualTo(new Signal.Degree(0.1, "easy", FakeClassifiers.MODEL));
        assertThat(said("pii", "Ann and Ann"))
                .isInstanceOfSatisfying(
                        Signal.Spans.class,
                        it -> assertThat(it.spans())
                                .extracting(PiiSpan::start, PiiSpan::end)
                                .containsExactly(tuple(0, 3), tuple(8, 11)));
    }

    @Test
    void textsOfTheSameWordsHaveTheSameVector() {
        assertThat(cosine("to be or not", "not or be to")).isCloseTo(1, within(1e-6));
        assertThat(cosine("to be or not", "alpha beta gamma")).isLessThan(0.7);
        assertThat(((Signal.Vector) said("embedding", "")).values()).containsOnly(0);
    }

    private double cosine(String a, String b) {
        float[] left = ((Signal.Vector) said("embedding", a)).values();
        float[] right = ((Signal.Vector) said("embedding", b)).values();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    @Test
    void failsAndWaitsAsTold() {
        fake.hold();
        var waiting = ask(Set.of("intent"), "a", "b");
        assertThat(waiting).isNotDone();
        fake.release();
        assertThat(waiting.join()).hasSize(2);
        fake.fail(Reason.DEADLINE);
        assertThatThrownBy(ask(Set.of("intent"), "a")::join)
                .hasCauseInstanceOf(ClassifierException.class)
                .cause()
                .extracting("reason")
                .isEqualTo(Reason.DEADLINE);
        fake.fail(null).serve("intent");
        assertThatThrownBy(ask(Set.of("pii"), "a")::join)
                .cause()
                .extracting("reason")
                .isEqualTo(Reason.NO_MODEL);
        assertThat(fake.asked()).hasSize(3);
    }
}
