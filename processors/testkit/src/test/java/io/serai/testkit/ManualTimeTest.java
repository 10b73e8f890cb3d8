package io.serai.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private final ManualScheduler scheduler = new ManualScheduler(new ManualNanos(Long.MAX_VALUE - 2_500_000_000L));
    private final List<String> ran = new ArrayList<>();

    private Runnable task(String name) {
        return () -> ran.add(name);
    }

    @Test
    void runsInOrderOfDueTimeThenSubmissionAcrossTheClocksWrap() {
        var _ = scheduler.schedule(task("at 3"), 3, SECONDS);
        var _ = scheduler.schedule(task("at 1"), 1, SECONDS);
        var _ = scheduler.schedule(task("at 1 too"), 1, SECONDS);
        scheduler.execute(task("now"));

        assertThat(ran).isEmpty();
        scheduler.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now");
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("now", "at 1", "at 1 too");
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(ran).endsWith("at 3");
    }

    @Test
    void periodicTasksSeeTheClockAtTheirDueTimes() {
        long start = scheduler.clock().getAsLong();
        List<Long> seen = new ArrayList<>();
        Future<?> periodic = scheduler.scheduleAtFixedRate(
                () -> seen.add((scheduler.clock().getAsLong() - start) / 1_000_000_000), 1, 2, SECONDS);
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(seen).containsExactly(1L, 3L, 5L);
        assertThat(periodic.cancel(false)).isTrue();
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(seen).hasSize(3);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void tasksMaySubmitTasksThatComeDueInTheSameAdvance() {
        var _ = scheduler.schedule(
                () -> {
                    var _ = scheduler.schedule(task("inner"), 1, SECONDS);
                },
                1,
                SECONDS);
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("inner");
    }

    @Test
    void afterShutdownNothingIsTaken() {
        scheduler.shutdown();
        assertThatThrownBy(() -> scheduler.execute(task("x"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(scheduler.isTerminated()).isTrue();
    }

    @Test
    void theClockNeverMovesBack() {
        assertThatThrownBy(() -> scheduler.clock().advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
