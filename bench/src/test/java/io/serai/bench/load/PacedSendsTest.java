package io.serai.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The open loop's accounting, with a clock that the test moves and a server that answers when told. */
class PacedSendsTest {
    private static final long START_MILLIS = 1_000;
    private static final List<WireRequest> REQUESTS = List.of(WireRequest.post("/", new byte[0]));

    private final ArrayDeque<Reply> underWay = new ArrayDeque<>();
    private final Recording recording = new Recording();
    private long nowMillis = START_MILLIS;
    private final PacedSends sends = new PacedSends(
            new Pacer(millis(START_MILLIS), Duration.ofMillis(10)),
            () -> millis(nowMillis),
            (_, reply) -> underWay.add(reply),
            REQUESTS,
            recording);

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void sendsOnTimeAndWaitsForTheNext() {
        assertThat(sends.sendDue()).isEqualTo(millis(10));
        assertThat(underWay).hasSize(1);
        nowMillis += 4;
        assertThat(sends.sendDue()).isEqualTo(millis(6));
        assertThat(underWay).as("nothing is due yet").hasSize(1);
    }

    @Test
    void aLateGeneratorSendsWhatIsOverdueAndCountsTheDelay() {
        sends.sendDue();
        underWay.remove().ended(200);
        nowMillis += 35; // slept through the sends at 10, 20 and 30 ms
        sends.sendDue();
        assertThat(underWay).hasSize(3);
        underWay.forEach(reply -> reply.ended(200));

        var latency = recording.drain().latency();
        assertThat(latency.getTotalCount()).isEqualTo(4);
        // Answered at 35 ms what was meant for 10, 20 and 30 ms.
        assertThat(latency.getMaxValue()).isCloseTo(millis(25), within(millis(1)));
        assertThat(latency.getMean()).isCloseTo(millis(45) / 4.0, within((double) millis(1)));
    }

    @Test
    void aStalledServerDelaysNoSend() {
        for (int i = 0; i < 5; i++) {
            sends.sendDue();
            nowMillis += 10;
        }
        assertThat(underWay).as("no answer came, yet all were sent").hasSize(5);
        underWay.forEach(reply -> reply.ended(200));
        assertThat(recording.drain().latency().getMaxValue()).isCloseTo(millis(50), within(millis(1)));
    }

    @Test
    void failuresAreCountedByReasonAndHaveNoLatency() {
        sends.sendDue();
        nowMillis += 10;
        sends.sendDue();
        underWay.remove().ended(503);
        underWay.remove().failed("connection closed");

        var tally = recording.drain();
        assertThat(tally.failures()).isEqualTo(Map.of("HTTP 503", 1L, "connection closed", 1L));
        assertThat(tally.failed()).isEqualTo(2);
        assertThat(tally.completed()).isZero();
        assertThat(tally.latency().getTotalCount()).isZero();
        assertThat(recording.drain().failed()).as("a window begins empty").isZero();
    }
}
