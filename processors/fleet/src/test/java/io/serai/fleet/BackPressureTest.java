package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.serai.testkit.ManualNanos;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    private final ManualNanos nanos = new ManualNanos();
    private final BackPressure pressure = new BackPressure(
            new BackPressureSettings(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            new FleetClock(nanos, () -> Instant.EPOCH));

    @Test
    void halvesAndGrowsBack() {
        assertThat(pressure.factor()).isEqualTo(1);
        pressure.hit(Duration.ZERO);
        assertThat(pressure.factor()).isEqualTo(0.5);
        pressure.hit(Duration.ZERO);
        assertThat(pressure.factor()).isEqualTo(0.25);
        nanos.advance(Duration.ofSeconds(5));
        assertThat(pressure.factor()).isCloseTo(0.625, within(1e-9));
        nanos.advance(Duration.ofSeconds(5));
        assertThat(pressure.factor()).isEqualTo(1);
    }

    @Test
    void neverReachesZero() {
        for (int i = 0; i < 100; i++) {
            pressure.hit(Duration.ZERO);
        }
        assertThat(pressure.factor()).isEqualTo(0.05);
    }

    @Test
    void pausesOnlyWhenAsked() {
        pressure.hit(Duration.ZERO);
        assertThat(pressure.paused()).isFalse();
        pressure.hit(Duration.ofSeconds(3));
        assertThat(pressure.paused()).isTrue();
        nanos.advance(Duration.ofSeconds(3));
        assertThat(pressure.paused()).isFalse();
        assertThat(pressure.pausedUntilNanos()).isEmpty();
    }

    @Test
    void pausesNoLongerThanTheCap() {
        pressure.hit(Duration.ofHours(1));
        nanos.advance(Duration.ofSeconds(29));
        assertThat(pressure.paused()).isTrue();
        nanos.advance(Duration.ofSeconds(1));
        assertThat(pressure.paused()).isFalse();
    }

    @Test
    void aLaterHitDoesNotShortenThePause() {
        pressure.hit(Duration.ofSeconds(20));
        pressure.hit(Duration.ofSeconds(1));
        nanos.advance(Duration.ofSeconds(19));
        assertThat(pressure.paused()).isTrue();
    }

    @Test
    void aPauseLongerThanTheRecoveryIsKept() {
        pressure.hit(Duration.ofSeconds(20));
        nanos.advance(Duration.ofSeconds(15));
        assertThat(pressure.factor()).isEqualTo(1);
        assertThat(pressure.paused()).isTrue();
    }
}
