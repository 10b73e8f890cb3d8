package io.serai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {
    record Case(List<Double> values, Spread spread) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(List.of(5.0), new Spread(5, 5, 5)),
                new Case(List.of(9.0, 1.0, 4.0), new Spread(1, 4, 9)),
                new Case(List.of(9.0, 1.0, 4.0, 2.0), new Spread(1, 3, 9)),
                new Case(List.of(-0.5, 0.5), new Spread(-0.5, 0, 0.5)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sortsBeforeItPicks(Case c) {
        assertThat(Spread.of(c.values)).isEqualTo(c.spread);
    }

    @Test
    void nothingHasNoSpread() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("--repeats");
    }
}
