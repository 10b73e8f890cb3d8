package io.serai.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodePointsTest {
    @Test
    void aPairOfUnitsIsOnePoint() {
        var points = new CodePoints("\ud83d\ude00a\ud83d\ude00b");
        assertThat(points.at(0)).isZero();
        assertThat(points.at(2)).isEqualTo(1);
        assertThat(points.at(3)).isEqualTo(2);
        assertThat(points.at(6)).isEqualTo(4);
    }

    @Test
    void placesMayComeInAnyOrder() {
        var points = new CodePoints("\ud83d\ude00\ud83d\ude00\ud83d\ude00");
        assertThat(points.at(6)).isEqualTo(3);
        assertThat(points.at(2)).isEqualTo(1);
        assertThat(points.at(4)).isEqualTo(2);
        assertThatThrownBy(() -> points.at(7)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
