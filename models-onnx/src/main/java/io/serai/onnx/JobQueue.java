package io.serai.onnx;

import io.serai.onnx.model.Reading;
import io.serai.onnx.model.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Texts that wait for a thread. A long text goes back to the end after each of its rows has been taken, so that others
 * need not wait for all of it, and several threads work on it. Candidates' texts wait apart, until nothing else does.
 */
final class JobQueue {
    private static final int MAX_TOGETHER = 8;
    /** As far is looked for short texts to be run with the first one. */
    private static final int LOOK_AHEAD = 64;

    private static final int MAX_LATER = 64;

    private final int capacity;
    private final int threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private final ArrayDeque<Job> later = new ArrayDeque<>();
    private boolean closed;

    JobQueue(int capacity, int threads) {
        this.capacity = capacity;
        this.threads = threads;
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

    /** Takes all of {@code added} or none; many at once only if nothing else waits. */
    boolean offer(List<Job> added) {
        lock.lock();
        try {
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

    /** Takes a job that has time, unless others wait for a thread now. */
    boolean offerLater(Job job) {
        lock.lock();
        try {
            if (closed || jobs.size() >= threads || later.size() >= MAX_LATER) {
                return false;
            }
            later.add(job);
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
            (job.hasTime() ? later : jobs).add(job);
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
                Job first = poll(jobs);
                if (first != null) {
                    return first.maybeShort() ? together(first) : work(first, jobs);
                }
                first = poll(later);
                if (first != null) {
                    return work(first, later);
                }
                filled.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
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
    private Work together(Job first) {
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

    int waiting() {
        lock.lock();
        try {
            return jobs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits; {@link #take} gives nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            jobs.forEach(Job::drop);
            later.forEach(Job::drop);
            jobs.clear();
            later.clear();
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
