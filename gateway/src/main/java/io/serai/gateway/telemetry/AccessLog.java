package io.serai.gateway.telemetry;

import io.serai.core.CallObserver;
import io.serai.core.InferenceCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every call that ended. The call's thread copies a few fields into a bounded queue; a thread of this log
 * formats and writes. Nothing here ever blocks a call: where the queue is full, lines are dropped and counted.
 *
 * <p>The writer works in batches and pauses between them, so that calls do not pay for waking it; a line is seen after
 * {@value #PAUSE_MILLIS} ms at most.
 */
public final class AccessLog implements CallObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int CAPACITY = 16_384;
    private static final int BATCH = 512;
    private static final int PAUSE_MILLIS = 25;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ConcurrentLinkedQueue<RequestRecord> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AccessLine line;
    private final LogTarget target;
    private final InstantSource clock;
    private final int capacity;
    private final Thread writer;
    private volatile boolean idle;
    private volatile boolean closed;
    private boolean failing;

    AccessLog(AccessLogSettings.Format format, LogTarget target, InstantSource clock, int capacity) {
        this.line = new AccessLine(format);
        this.target = target;
        this.clock = clock;
        this.capacity = capacity;
        this.writer = Thread.ofPlatform().name("serai-access-log").daemon().unstarted(this::run);
    }

    /**
     * A log that writes.
     *
     * @throws java.io.UncheckedIOException if its file cannot be opened
     */
    public static AccessLog open(AccessLogSettings settings, InstantSource clock) {
        var file = settings.file();
        var target = file == null ? LogTarget.standardOutput() : LogTarget.file(file);
        return new AccessLog(settings.format(), target, clock, CAPACITY).started();
    }

    AccessLog started() {
        writer.start();
        return this;
    }

    @Override
    public void ended(InferenceCall call, int status, String code) {
        if (closed || queued.get() >= capacity) {
            dropped.increment();
            return;
        }
        queued.incrementAndGet();
        queue.add(RequestRecord.of(call, status, code, clock.millis()));
        if (idle) {
            idle = false;
            LockSupport.unpark(writer);
        }
    }

    /** Lines lost so far: the queue was full, or they could not be written. */
    public long dropped() {
        return dropped.sum();
    }

    /** Writes what is queued and closes the file; waits for at most 5 s. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var lines = new StringBuilder();
        while (true) {
            boolean last = closed;
            if (writeBatch(lines)) {
                if (!last && queued.get() < BATCH) {
                    LockSupport.parkNanos(this, PAUSE_MILLIS * 1_000_000L);
                }
            } else if (last) {
                break;
            } else {
                waitForCalls();
            }
        }
        try {
            target.close();
        } catch (IOException e) {
            LOG.warn("access log could not be closed: {}", e.toString());
        }
    }

    /** The order matters: whoever queues a record after the look at the queue sees that this thread is idle. */
    private void waitForCalls() {
        idle = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    /** Returns whether there was anything to write. */
    private boolean writeBatch(StringBuilder lines) {
        lines.setLength(0);
        int count = 0;
        for (RequestRecord record; count < BATCH && (record = queue.poll()) != null; count++) {
            line.append(lines, record);
        }
        if (count > 0) {
            queued.addAndGet(-count);
            write(lines, count);
        }
        return count > 0;
    }

    /** A full disk must not stop the gateway, nor fill its log: the first failure of a series is told. */
    private void write(StringBuilder lines, int count) {
        try {
            target.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            failing = false;
        } catch (IOException e) {
            dropped.add(count);
            if (!failing) {
                LOG.warn("access log cannot be written, lines are dropped until it can: {}", e.toString());
            }
            failing = true;
        }
    }
}
