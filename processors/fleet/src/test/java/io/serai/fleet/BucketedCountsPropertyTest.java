package io.serai.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BucketedCountsPropertyTest {
    private static final Duration WINDOW = Duration.ofNanos(1000);

    /** Everything younger than nine tenths of the window is counted, nothing older than the window is. */
    @Property(tries = 300)
    void countsWhatIsInTheWindow(@ForAll @Size(max = 60) List<@IntRange(max = 1500) Integer> pauses) {
        long start = Long.MAX_VALUE - 5000; // the clock wraps on the way
        var counts = new BucketedCounts(WINDOW, start);
        var added = new ArrayList<Long>();
        long now = start;
        for (int pause : pauses) {
            now += pause;
            counts.add(now, 1, 2);
            added.add(now);
            long at = now;
            long young = added.stream().filter(t -> at - t < 900).count();
            long inside = added.stream().filter(t -> at - t < 1000).count();
            assertThat(counts.good(now)).isBetween(young, inside);
            assertThat(counts.bad(now)).isEqualTo(2 * counts.good(now));
        }
    }
}
