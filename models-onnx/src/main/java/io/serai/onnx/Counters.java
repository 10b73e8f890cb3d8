package io.serai.onnx;

import io.serai.core.ClassifierException;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of all models together. */
final class Counters {
    final LongAdder answered = new LongAdder();
    final LongAdder shadowRuns = new LongAdder();
    final LongAdder shadowSkipped = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder overloaded = new LongAdder();

    void failed(ClassifierException.Reason reason) {
        switch (reason) {
            case DEADLINE -> late.increment();
            case OVERLOADED -> overloaded.increment();
            case NO_MODEL, FAILED -> {
                // counted by whoever asked
            }
        }
    }

    HostStats stats(int waiting, SignalCache cache) {
        return new HostStats(
                waiting,
                answered.sum(),
                late.sum(),
                overloaded.sum(),
                cache.hits(),
                cache.misses(),
                cache.bytes(),
                shadowRuns.sum(),
                shadowSkipped.sum());
    }
}
