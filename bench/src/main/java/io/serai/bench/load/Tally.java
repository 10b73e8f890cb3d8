package io.serai.bench.load;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a {@link Load} saw in one window.
 *
 * @param completed   requests (or streams) that ended well within the window
 * @param tokens      content tokens that arrived within the window, of streams that ended or did not
 * @param latency     nanoseconds from the (intended) send to the last byte, of completed requests
 * @param firstToken  nanoseconds from the send to the first content token; empty for plain requests
 * @param failures    number of failed requests by reason; empty when all went well
 */
public record Tally(long completed, long tokens, Histogram latency, Histogram firstToken, Map<String, Long> failures) {
    /** Failed requests of every reason together. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
