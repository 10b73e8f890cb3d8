package io.serai.fleet.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTimesTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final RecentTimes times = new RecentTimes(clock::get);

    @Test
    void aNewTimeCountsATenth() {
        times.add("m", 100);
        times.add("m", 200);

        assertThat(times.millis("m").orElseThrow()).isCloseTo(110, within(1e-9));
        assertThat(times.millis("other")).isEmpty();
    }

    @Test
    void oldTimesAreForgotten() {
        times.add("m", 900);
        clock.addAndGet(RecentTimes.KEPT.plus(Duration.ofSeconds(1)).toNanos());

        assertThat(times.millis("m")).isEmpty();
        times.add("m", 10);
        assertThat(times.millis("m")).hasValue(10);
    }
}
