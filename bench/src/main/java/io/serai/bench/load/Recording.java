package io.serai.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Collects the figures of a window. Confined to the event loop. */
final class Recording {
    /** Longest time that the histograms keep apart; what took longer is recorded as this. */
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private long completed;
    private long tokens;
    private Histogram latency = histogram();
    private Histogram firstToken = histogram();
    private Map<String, Long> failures = new TreeMap<>();

    void completed(long nanos) {
        completed++;
        latency.recordValue(clamp(nanos));
    }

    void firstToken(long nanos) {
        firstToken.recordValue(clamp(nanos));
    }

    void tokens(long more) {
        tokens += more;
    }

    void failed(String reason) {
        failures.merge(reason, 1L, Long::sum);
    }

    /** The figures so far; the next window begins empty. */
    Tally drain() {
        var tally = new Tally(completed, tokens, latency, firstToken, Map.copyOf(failures));
        completed = 0;
        tokens = 0;
        latency = histogram();
        firstToken = histogram();
        failures = new TreeMap<>();
        return tally;
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }

    private static long clamp(long nanos) {
        return Math.clamp(nanos, 0, LONGEST_NANOS);
    }
}
