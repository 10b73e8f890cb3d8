package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testkit.ManualNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
    private static final BreakerSettings SETTINGS = new BreakerSettings(
            true, Duration.ofSeconds(10), 4, 0.5, 3, Duration.ofSeconds(5), Duration.ofSeconds(15), 2, 2);

    private final ManualNanos nanos = new ManualNanos();
    private final List<String> changes = new ArrayList<>();
    private Breaker breaker = breaker(SETTINGS);

    private Breaker breaker(BreakerSettings settings) {
        return new Breaker(settings, new FleetClock(nanos, () -> Instant.EPOCH), (from, to) -> {
            if (from.getClass() != to.getClass()) {
                changes.add(from.key() + ">" + to.key());
            }
        });
    }

    /**
     * Each letter is an event: {@code s} success, {@code f} fault, {@code c} connect failure, {@code e} neutral end,
     * a digit so many seconds; {@code p}, {@code P}, {@code F} are success, neutral end and fault of a probe,
     * {@code b} begins a call and must get in, {@code x} begins one and must not.
     */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "fff, closed", // fewer than the minimum of calls, and not all connect failures
        "sfsf, open", // half of four
        "sssf, closed", // a quarter
        "ff9sf, open", // all still in the window
        "ff99sf, closed", // the old faults have left it
        "ccc, open",
        "sssssccscc, closed", // a success between, and four of ten are no half
        "ccfc, open", // by ratio: four faults of four
        "cec, closed", // an end without a result changes nothing
        "cccx4x1b, half_open",
        "ccc5bbx, half_open", // two probes at once
        "ccc5bPbbx, half_open", // a probe that says nothing gives its place back
        "ccc5bpbp, closed",
        "ccc5bp, half_open",
        "ccc5bF, open",
        "ccc5bF9xx1b, half_open", // the second pause is 10 s
        "ccc5bF99bF9x5x1b, half_open", // the third would be 20 s, the cap is 15 s
        "cccsfsfsf5b, half_open", // late results of calls from before say nothing
        "ccc5bsf, half_open", // nor do they while half-open
        "ccc5bb5b, half_open", // probes that never end: places are renewed
        "ccc5bpbpcc, closed", // closing forgets the failures of before
    })
    void followsTheEvents(String events, String state) {
        events.chars().forEach(event -> play((char) event));
        assertThat(breaker.state().key()).isEqualTo(state);
    }

    private void play(char event) {
        switch (event) {
            case 's' -> breaker.succeeded(false);
            case 'f' -> breaker.failed(false, false);
            case 'c' -> breaker.failed(false, true);
            case 'e' -> breaker.ended(false);
            case 'p' -> breaker.succeeded(true);
            case 'P' -> breaker.ended(true);
            case 'F' -> breaker.failed(true, false);
            case 'b' -> {
                assertThat(breaker.admits()).isTrue();
                assertThat(breaker.tryBegin()).isEqualTo(Breaker.Pass.PROBE);
            }
            case 'x' -> {
                assertThat(breaker.admits()).isFalse();
                assertThat(breaker.tryBegin()).isEqualTo(Breaker.Pass.REFUSED);
            }
            default -> nanos.advance(Duration.ofSeconds(event - '0'));
        }
    }

    @Test
    void tellsOfEachChangeOnce() {
        "ccc5bpbp".chars().forEach(event -> play((char) event));
        assertThat(changes).containsExactly("closed>open", "open>half_open", "half_open>closed");
    }

    @Test
    void saysWhenItWillTryAgain() {
        "ccc".chars().forEach(event -> play((char) event));
        assertThat(breaker.state()).isEqualTo(new BreakerState.Open(Instant.EPOCH.plusSeconds(5)));
        nanos.advance(Duration.ofSeconds(5));
        assertThat(breaker.state()).isEqualTo(new BreakerState.HalfOpen(2));
    }

    @Test
    void neverOpensWhenSwitchedOff() {
        breaker = breaker(new BreakerSettings(
                false, Duration.ofSeconds(10), 1, 0.5, 1, Duration.ofSeconds(5), Duration.ofSeconds(5), 1, 1));
        "cccfff".chars().forEach(event -> play((char) event));
        assertThat(breaker.tryBegin()).isEqualTo(Breaker.Pass.NORMAL);
    }

    @Test
    void closesWhenSwitchedOff() {
        "ccc".chars().forEach(event -> play((char) event));
        breaker.settings(new BreakerSettings(
                false, Duration.ofSeconds(20), 1, 0.5, 1, Duration.ofSeconds(5), Duration.ofSeconds(5), 1, 1));
        assertThat(breaker.state()).isEqualTo(new BreakerState.Closed());
    }
}
