package io.serai.bench;

import io.serai.bench.load.Load;
import io.serai.bench.load.Tally;
import io.serai.bench.process.BenchProcess;
import io.serai.bench.process.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of a running load in one measured stretch of time.
 *
 * @param tally the load's side
 * @param cpu   CPU time that the measured process spent; empty where there is none
 * @param after its usage at the end
 * @param wall  length of the window
 */
record Window(Tally tally, Optional<Duration> cpu, Optional<Usage> after, Duration wall) {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MB = 1e6 / 1024;

    /** Watches {@code load}, which runs already, for {@code length}. */
    static Window watch(Load load, Optional<BenchProcess> process, Duration length) throws InterruptedException {
        var before = process.map(BenchProcess::usage);
        load.drain();
        long start = System.nanoTime();
        Thread.sleep(length);
        var after = process.map(BenchProcess::usage);
        var tally = load.drain();
        var wall = Duration.ofNanos(System.nanoTime() - start);
        return new Window(
                tally, before.flatMap(first -> after.map(last -> last.cpu().minus(first.cpu()))), after, wall);
    }

    /** Adds CPU time per unit, unless nothing was completed. */
    Figures cpuPer(Figure figure, long units, Figures to) {
        if (units > 0) {
            cpu.ifPresent(spent -> to.with(figure, spent.toNanos() / NANOS_PER_MICRO / units));
        }
        return to;
    }

    double perSecond(long units) {
        return units * NANOS_PER_SECOND / wall.toNanos();
    }

    double latencyMillis(double percentile) {
        return tally.latency().getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double firstTokenMillis(double percentile) {
        return tally.firstToken().getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** Adds what every scenario states. */
    Figures common(Figures to) {
        after.ifPresent(usage -> to.with(Figure.RSS_PEAK, usage.rssPeakKib() / KIB_PER_MB));
        return to.with(Figure.ERRORS, (double) tally.failed());
    }
}
