package io.serai.onnx;

import io.serai.core.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Answers of models about texts seen before. When the room is used up, the one that was of no use for longest goes. */
final class SignalCache {
    private static final int ENTRY_BYTES = 256;
    private static final int SPAN_BYTES = 64;

    private final long budgetBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CacheKey, Map<String, Signal>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long bytes;

    /** @param budgetBytes 0 for no cache */
    SignalCache(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    @Nullable
    Map<String, Signal> find(CacheKey key) {
        Map<String, Signal> answer;
        lock.lock();
        try {
            answer = answers.get(key);
        } finally {
            lock.unlock();
        }
        (answer == null ? misses : hits).increment();
        return answer;
    }

    void put(CacheKey key, Map<String, Signal> answer) {
        long size = bytes(answer);
        if (size > budgetBytes) {
            return;
        }
        lock.lock();
        try {
            Map<String, Signal> before = answers.put(key, answer);
            bytes += size - (before == null ? 0 : bytes(before));
            for (var oldest = answers.entrySet().iterator(); bytes > budgetBytes; ) {
                bytes -= bytes(oldest.next().getValue());
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What {@code answer} takes, about. */
    private static long bytes(Map<String, Signal> answer) {
        long bytes = ENTRY_BYTES;
        for (Signal signal : answer.values()) {
            bytes += switch (signal) {
                case Signal.Label label ->
                    ENTRY_BYTES / 2 + (long) Float.BYTES * label.scores().size();
                case Signal.Degree _ -> ENTRY_BYTES / 4;
                case Signal.Vector vector -> ENTRY_BYTES / 4 + (long) Float.BYTES * vector.values().length;
                case Signal.Spans spans ->
                    ENTRY_BYTES / 4 + (long) SPAN_BYTES * spans.spans().size();
            };
        }
        return bytes;
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
