package io.serai.onnx;

import static java.util.Objects.requireNonNull;

import io.serai.onnx.model.Reading;
import io.serai.onnx.model.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Texts that wait for a thread, each in its lane. A long text goes back to the end of it after each of its rows has been
 * taken, so that others need not wait for all of it, and several threads work on it. A full lane closes no other.
 *
 * <p>Requests come first. Of {@link #TURNS} turns in which bulk questions wait too one is theirs, for one row: requests
 * that keep all threads busy leave them some answers, and lose little.
 */
final class JobQueue {
    private static final int MAX_TOGETHER = 8;
    /** As far is looked for short texts to be run with the first one. */
    private static final int LOOK_AHEAD = 64;

    private static final int MAX_CANDIDATES = 64;
    /** As often as this a thread takes work while bulk questions wait behind requests, one turn is theirs. */
    static final int TURNS = 16;

    private final int capacity;
    private final int threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    /** In the order in which they are served. */
    private final Map<Lane, ArrayDeque<Job>> lanes = new EnumMap<>(Lane.class);

    /** Turns of requests since bulk questions had one or none waited. */
    private int passed;

    private boolean closed;

    /** @param capacity texts that may wait in each lane, at least */
    JobQueue(int capacity, int threads) {
        this.capacity = capacity;
        this.threads = threads;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    /** What a thread does next. All of it holds its model. */
    sealed interface Work {
        /** Texts to be tokenized and run. */
        record Texts(List<Job> jobs) implements Work {}

        /** A row of a text that has been tokenized. */
        record NextRow(Claim claim) implements Work {}
    }

    /** A row that one thread runs. */
    record Claim(Job job, Row row) {}

    private ArrayDeque<Job> jobs(Lane lane) {
        return requireNonNull(lanes.get(lane));
    }

    /** Takes all of {@code added} or none; many at once only if nothing else waits in {@code lane}, which is theirs. */
    boolean offer(List<Job> added, Lane lane) {
        lock.lock();
        try {
            ArrayDeque<Job> jobs = jobs(lane);
            if (closed || (!jobs.isEmpty() && jobs.size() + added.size() > capacity)) {
                return false;
            }
            jobs.addAll(added);
            filled.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a candidate's job, unless others wait for a thread now. */
    boolean offerCandidate(Job job) {
        lock.lock();
        try {
            ArrayDeque<Job> candidates = jobs(Lane.CANDIDATES);
            if (closed || awaited() >= threads || candidates.size() >= MAX_CANDIDATES) {
                return false;
            }
            candidates.add(job);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a job back of which rows are left. */
    void putBack(Job job) {
        lock.lock();
        try {
            if (closed) {
                job.drop();
                return;
            }
            jobs(job.lane()).add(job);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next work; waits for some. Null when the queue is closed. */
    @Nullable
    Work take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Work next = next();
                if (next != null) {
                    return next;
                }
                filled.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Work next() {
        ArrayDeque<Job> bulk = jobs(Lane.BULK);
        if (passed == TURNS - 1) {
            passed = 0;
            Job first = poll(bulk);
            if (first != null) {
                return work(first, bulk);
            }
        }
        for (ArrayDeque<Job> jobs : lanes.values()) {
            Job first = poll(jobs);
            if (first != null) {
                passed = first.lane() == Lane.REQUESTS && !bulk.isEmpty() ? passed + 1 : 0;
                return first.maybeShort() && first.lane() != Lane.CANDIDATES
                        ? together(first, jobs)
                        : work(first, jobs);
            }
        }
        return null;
    }

    /** The first job that somebody still waits for; those before it are dropped. */
    private static @Nullable Job poll(ArrayDeque<Job> from) {
        for (Job job = from.poll(); job != null; job = from.poll()) {
            if (job.outcome().wanted()) {
                return job;
            }
            job.drop();
        }
        return null;
    }

    private Work work(Job job, ArrayDeque<Job> from) {
        Reading reading = job.reading();
        if (reading == null) {
            return new Work.Texts(List.of(job));
        }
        var row = new Row(reading, job.takeRow(reading));
        if (job.rowsLeft(reading)) {
            from.add(job);
            filled.signal(); // for the next idle thread, which does the same
        }
        return new Work.NextRow(new Claim(job, row));
    }

    /** {@code first} and this thread's share of the short texts that wait for the same model. */
    private Work together(Job first, ArrayDeque<Job> jobs) {
        var texts = new ArrayList<Job>(List.of(first));
        int share = Math.min(MAX_TOGETHER, Math.ceilDiv(jobs.size() + 1, threads));
        Iterator<Job> waiting = jobs.iterator();
        for (int i = 0; i < LOOK_AHEAD && texts.size() < share && waiting.hasNext(); i++) {
            Job next = waiting.next();
            if (next.maybeShort()
                    && next.model() == first.model()
                    && next.outcome().wanted()) {
                waiting.remove();
                texts.add(next);
            }
        }
        return new Work.Texts(texts);
    }

    /** Texts that somebody waits for. */
    int waiting() {
        lock.lock();
        try {
            return awaited();
        } finally {
            lock.unlock();
        }
    }

    private int awaited() {
        return jobs(Lane.REQUESTS).size() + jobs(Lane.BULK).size();
    }

    /** Drops what waits; {@link #take} gives nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (ArrayDeque<Job> jobs : lanes.values()) {
                jobs.forEach(Job::drop);
                jobs.clear();
            }
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
