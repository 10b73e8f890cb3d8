package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.testkit.ManualNanos;
import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final ManualNanos nanos = new ManualNanos();

    private static int drain(RetryBudget budget) {
        int taken = 0;
        while (budget.tryRetry()) {
            taken++;
        }
        return taken;
    }

    @Test
    void retriesAreAShareOfTheRequests() {
        var budget = new RetryBudget(new RetryBudget.Settings(0.2, 0), nanos);
        assertThat(budget.tryRetry()).isFalse();
        for (int i = 0; i < 100; i++) {
            budget.request();
        }
        assertThat(drain(budget)).isEqualTo(20);
    }

    @Test
    void aFewASecondAreFree() {
        var budget = new RetryBudget(new RetryBudget.Settings(0, 3), nanos);
        assertThat(drain(budget)).isEqualTo(30); // a window of 10 s
        nanos.advance(Duration.ofSeconds(11));
        assertThat(drain(budget)).isEqualTo(30);
    }

    @Test
    void requestsOfLongAgoEarnNothing() {
        var budget = new RetryBudget(new RetryBudget.Settings(1, 0), nanos);
        budget.request();
        nanos.advance(Duration.ofSeconds(11));
        assertThat(budget.tryRetry()).isFalse();
    }

    @Test
    void otherSettingsApplyAtOnce() {
        var budget = new RetryBudget(new RetryBudget.Settings(0, 0), nanos);
        budget.request();
        budget.reconfigure(new RetryBudget.Settings(1, 0));
        assertThat(drain(budget)).isEqualTo(1);
    }

    @Property
    void theOwnPauseDoublesWithinItsBounds(@ForAll @IntRange(min = 1, max = 60) int attempt, @ForAll long seed) {
        var policy = RetryPolicy.DEFAULT;
        Duration full = Duration.ofMillis(Math.min(1000, 50L << Math.min(attempt - 1, 10)));
        assertThat(policy.delay(attempt, null, new SplittableRandom(seed))).isBetween(full.dividedBy(2), full);
    }

    @Test
    void honoursRetryAfterUpToTheCap() {
        var policy = RetryPolicy.DEFAULT;
        var random = new SplittableRandom(1);
        assertThat(policy.delay(1, Duration.ofSeconds(2), random)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.delay(1, Duration.ofMillis(2001), random)).isNull();
        assertThat(policy.delay(9, Duration.ofMillis(1), random)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void countsAttempts() {
        assertThat(RetryPolicy.DEFAULT.allows(2)).isTrue();
        assertThat(RetryPolicy.DEFAULT.allows(3)).isFalse();
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO))
                .hasMessageContaining("retry.max-attempts is 0; set it to 1 to 100");
    }
}
