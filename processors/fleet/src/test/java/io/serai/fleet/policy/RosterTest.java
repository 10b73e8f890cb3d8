package io.serai.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RosterTest {
    private final Roster roster = new Roster();

    @Test
    void numbersWorkersFromZeroAndKeepsTheNumbers() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(roster.enrol("w" + i)).isEqualTo(i);
        }
        for (int i = 0; i < 2_000; i++) {
            assertThat(roster.slot("w" + i)).isEqualTo(i);
            assertThat(roster.enrol("w" + i)).isEqualTo(i);
        }
        assertThat(roster.slot("w2000")).isNegative();
        assertThat(roster.slots()).isEqualTo(2_000);
    }

    @Test
    void givesANumberAgainOnlyAfterItsRelease() {
        roster.enrol("a");
        roster.enrol("b");
        assertThat(roster.remove("a")).isZero();
        assertThat(roster.remove("a")).isNegative();
        assertThat(roster.slot("a")).isNegative();
        assertThat(roster.slot("b")).isOne();
        assertThat(roster.enrol("a")).isEqualTo(2);
        roster.release(0);
        assertThat(roster.enrol("c")).isZero();
        assertThat(roster.slots()).isEqualTo(3);
    }

    @Test
    void tellsIdsWithTheSameHashCodeApart() {
        assertThat(roster.enrol("AaBB")).isZero();
        assertThat(roster.enrol("BBAa")).isOne();
        roster.remove("AaBB");
        assertThat(roster.slot("BBAa")).isOne();
    }

    @Test
    void refusesAnEmptyId() {
        assertThatThrownBy(() -> roster.enrol("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(roster.slot("")).isNegative();
    }
}
