package io.serai.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration TWO = Duration.ofSeconds(2);

    @Test
    void eachTakesThePlaceOfItsOwn() {
        var configured = new Timeouts(ONE, ONE, ONE, ONE);
        assertThat(Limits.CONFIGURED.over(configured)).isEqualTo(configured);
        assertThat(new Limits(TWO, null, null).over(configured)).isEqualTo(new Timeouts(ONE, TWO, ONE, ONE));
        assertThat(new Limits(null, TWO, null).over(configured)).isEqualTo(new Timeouts(ONE, ONE, TWO, ONE));
        assertThat(new Limits(null, null, Duration.ZERO).over(configured))
                .as("zero switches a limit off")
                .isEqualTo(new Timeouts(ONE, ONE, ONE, Duration.ZERO));
    }
}
