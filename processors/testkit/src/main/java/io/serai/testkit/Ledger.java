package io.serai.testkit;

import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what happens. Per-request events take a lock; per-token events do not. */
final class Ledger {
    private static final int KEPT_RIDS = 1000;
    private static final int KEPT_REQUESTS = 32;
    private static final int KEPT_PATHS = 1000;

    private record Kept(HttpRequest head, byte[] body, int keptBytes, long bodyBytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder tokensGenerated = new LongAdder();
    private final LongAdder writeStalls = new LongAdder();

    private final Map<String, Long> byPath = new HashMap<>();
    private final Map<String, Integer> rids = new LinkedHashMap<>();
    private final ArrayDeque<Kept> recent = new ArrayDeque<>();
    private long requests;
    private long completed;
    private long rejected;
    private int inProgress;
    private int maxConcurrent;
    private long disconnects;
    private long cancellations;
    private long aborted;
    private long faults;
    private long promptTokens;
    private long cachedTokens;
    private long connectionsOpened;
    private int connectionsOpen;

    void path(String path) {
        change(() -> {
            if (byPath.size() < KEPT_PATHS || byPath.containsKey(path)) {
                byPath.merge(path, 1L, Long::sum);
            }
        });
    }

    /** The head of a request of the data path has come. */
    void arrived(@Nullable String rid) {
        change(() -> {
            requests++;
            inProgress++;
            maxConcurrent = Math.max(maxConcurrent, inProgress);
            if (rid != null) {
                rids.merge(rid, 1, Integer::sum);
                if (rids.size() > KEPT_RIDS) {
                    rids.remove(rids.keySet().iterator().next());
                }
            }
        });
    }

    void received(HttpRequest head, byte[] body, int keptBytes, long bodyBytes) {
        change(() -> {
            if (recent.size() == KEPT_REQUESTS) {
                recent.removeFirst();
            }
            recent.addLast(new Kept(head, body, keptBytes, bodyBytes));
        });
    }

    void completed(boolean error) {
        change(() -> {
            completed++;
            inProgress--;
            if (error) {
                rejected++;
            }
        });
    }

    /** The client left before its answer was finished. */
    void disconnected(boolean generating) {
        change(() -> {
            inProgress--;
            disconnects++;
            if (generating) {
                cancellations++;
            }
        });
    }

    /** The worker itself broke the connection off. */
    void brokenOff() {
        change(() -> inProgress--);
    }

    void fault() {
        change(() -> faults++);
    }

    void aborted() {
        change(() -> aborted++);
    }

    void prefill(int tokens, int cached) {
        change(() -> {
            promptTokens += tokens;
            cachedTokens += cached;
        });
    }

    void connection(boolean opened) {
        change(() -> {
            if (opened) {
                connectionsOpened++;
                connectionsOpen++;
            } else {
                connectionsOpen--;
            }
        });
    }

    void generated(int tokens) {
        tokensGenerated.add(tokens);
    }

    void writeStall() {
        writeStalls.increment();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds; conditions on tokens or slots are looked at every 20 ms. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                var _ = changed.awaitNanos(Math.min(left, 20_000_000));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRequest> recent() {
        lock.lock();
        try {
            return recent.stream()
                    .map(kept ->
                            new RecordedRequest(kept.head, Arrays.copyOf(kept.body, kept.keptBytes), kept.bodyBytes))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Starts from zero; what is in progress stays counted as such. */
    void reset() {
        change(() -> {
            byPath.clear();
            rids.clear();
            recent.clear();
            requests = 0;
            completed = 0;
            rejected = 0;
            maxConcurrent = inProgress;
            disconnects = 0;
            cancellations = 0;
            aborted = 0;
            faults = 0;
            promptTokens = 0;
            cachedTokens = 0;
            connectionsOpened = 0;
        });
        tokensGenerated.reset();
        writeStalls.reset();
    }

    MockCounters snapshot(EngineLoad load) {
        lock.lock();
        try {
            return new MockCounters(
                    requests,
                    byPath,
                    completed,
                    rejected,
                    load.running(),
                    load.waiting(),
                    maxConcurrent,
                    disconnects,
                    cancellations,
                    aborted,
                    faults,
                    tokensGenerated.sum(),
                    promptTokens,
                    cachedTokens,
                    writeStalls.sum(),
                    connectionsOpened,
                    connectionsOpen,
                    rids);
        } finally {
            lock.unlock();
        }
    }
}
