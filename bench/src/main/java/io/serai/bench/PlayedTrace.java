package io.serai.bench;

import io.serai.bench.load.CacheUse;
import io.serai.bench.load.Tally;
import java.util.Map;

/**
 * A trace that was played to its end.
 *
 * @param cacheUse by the account of the workers
 * @param tally    of the whole trace
 */
record PlayedTrace(CacheUse cacheUse, Tally tally) {
    private static final double NANOS_PER_MILLI = 1e6;

    double hitRatePercent() {
        return cacheUse.hitRate() * 100;
    }

    Figures figures() {
        return new Figures()
                .with(Figure.HIT_RATE, hitRatePercent())
                .with(Figure.FIRST_TOKEN_MEAN, tally.firstToken().getMean() / NANOS_PER_MILLI)
                .with(Figure.FIRST_TOKEN_P50, tally.firstToken().getValueAtPercentile(50) / NANOS_PER_MILLI)
                .with(Figure.ERRORS, (double) tally.failed());
    }

    Map<String, Long> failures() {
        return tally.failures();
    }
}
