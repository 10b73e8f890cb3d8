package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BestOfTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private final BestOf best = new BestOf(List.of("small", "medium", "large"), new BestOf.Weights(1, 0.3, 0));
    private final Served served =
            new Served().model("small", 0.4, 1).model("medium", 0.7, 4).model("large", 0.8, 10);

    @Test
    void hardQuestionsGoToTheBestModel() {
        Pick pick = best.pick(new Asked().complexity(1, "hard"), served);

        // Shares of the best quality and of the highest price: 0.5 and 0.1, 0.875 and 0.4, 1 and 1.
        assertThat(pick.candidates())
                .extracting(it -> it.figures().get("score"))
                .satisfiesExactly(
                        score -> assertThat(score).isCloseTo(0.5 - 0.03, EXACT),
                        score -> assertThat(score).isCloseTo(0.875 - 0.12, EXACT),
                        score -> assertThat(score).isCloseTo(1 - 0.3, EXACT));
        assertThat(pick.model()).isEqualTo("medium");
    }

    @Test
    void easyQuestionsGoToTheCheapestModel() {
        Pick pick = best.pick(new Asked().complexity(0, "easy"), served);

        assertThat(pick.candidates())
                .extracting(it -> it.figures().get("quality"))
                .containsOnly(1.0);
        assertThat(pick.model()).isEqualTo("small");
    }

    @Test
    void withoutASignalQualitiesCountAsTheyAre() {
        assertThat(best.pick(new Asked(), served).candidates())
                .isEqualTo(best.pick(new Asked().complexity(1, "hard"), served).candidates());
    }

    @Test
    void aModelWithoutWorkersIsLeftOutAndShown() {
        var two = new Served().model("small", 0.4, 1).model("large", 0.8, 10);

        Pick pick = best.pick(new Asked().complexity(1, "hard"), two);

        assertThat(pick.model()).isEqualTo("large");
        assertThat(pick.candidates()).extracting(ModelCandidate::toString).contains("medium: no worker is ready");
    }

    @Test
    void whatIsNotKnownIsTheMeanOfTheOthers() {
        var two = new Served().model("small", 0.4, 2).model("medium", 0.7, -1).model("large", 0.8, 10);

        Pick pick = best.pick(new Asked(), two);

        assertThat(pick.candidates().get(1).figures().get("cost")).isCloseTo(0.6, EXACT);
    }

    @Test
    void whereNothingIsKnownTheFirstReadyOneIsChosen() {
        Pick pick = best.pick(new Asked(), new Served().ready("medium", "large"));

        assertThat(pick.model()).isEqualTo("medium");
        assertThat(pick.candidates().get(1).figures()).containsEntry("score", 1.0);
    }

    @Test
    void theLengthOfPromptAndAnswerMakesThePrice() {
        var figures = new ModelFigures(
                true, OptionalDouble.empty(), OptionalDouble.of(2), OptionalDouble.of(8), OptionalDouble.empty(), 0);

        assertThat(figures.cost(100, 10)).hasValue(280);
    }

    @Test
    void latencyIsComparedByTimesOnlyWhereAllHaveOne() {
        var fastest = new BestOf(List.of("a", "b"), new BestOf.Weights(0, 0, 1));
        var times = new Served().times("a", OptionalDouble.of(200), 0).times("b", OptionalDouble.of(100), 9);
        var loads = new Served().times("a", OptionalDouble.of(200), 1).times("b", OptionalDouble.empty(), 2);

        assertThat(fastest.pick(new Asked(), times).model()).isEqualTo("b");
        assertThat(fastest.pick(new Asked(), loads).model()).isEqualTo("a");
    }
}
