package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTest {
    @ParameterizedTest
    @CsvSource({
        ">= 0.7, 0.7, true", ">= 0.7, 0.69, false", ">0.7, 0.7, false", "> 0.7, 0.8, true",
        "<= 2000, 2000, true", "<= 2000, 2001, false", "<2000, 2000, false", "< 2000, 1999, true"
    })
    void compares(String text, double value, boolean holds) {
        assertThat(Bound.parse(text).orElseThrow().holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.7", "= 1", "=> 1", ">= x", ">= -1", ">= 1e3", ">= 1 and < 2", ">= .", "> 1."})
    void isNothingElse(String text) {
        assertThat(Bound.parse(text)).isEmpty();
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Bound.parse(">=0.70").orElseThrow()).hasToString(">= 0.7");
        assertThat(Bound.parse("< 2000").orElseThrow()).hasToString("< 2000");
    }

    @ParameterizedTest
    @CsvSource({">= 0.5, true", "> 1, false", ">= 0, false", "< 0, false", "<= 1, false", ">= 1, true", "> 0, true"})
    void dividesARangeOrDoesNot(String text, boolean divides) {
        assertThat(Bound.parse(text).orElseThrow().divides(0, 1)).isEqualTo(divides);
    }
}
