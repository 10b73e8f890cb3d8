package io.serai.onnx;

import io.serai.onnx.JobQueue.Claim;
import io.serai.onnx.JobQueue.Work;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.OnnxModel;
import io.serai.onnx.model.Reading;
import io.serai.onnx.model.Row;
import io.serai.onnx.model.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a thread does that runs models: tokenizes texts, runs rows, tells the answers. */
final class InferenceThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceThread.class);

    /** Longer rows gain nothing by being run together. */
    private static final int SHORT_TOKENS = 32;
    /** Rows that are run together differ by less than this many tokens. */
    private static final int BUCKET_TOKENS = 8;

    private final JobQueue queue;
    private final InferenceObserver observer;
    private final LongSupplier nanos;
    private final Scratch scratch = new Scratch();

    InferenceThread(JobQueue queue, InferenceObserver observer, LongSupplier nanos) {
        this.queue = queue;
        this.observer = observer;
        this.nanos = nanos;
    }

    @Override
    public void run() {
        try {
            for (Work work = queue.take(); work != null; work = queue.take()) {
                switch (work) {
                    case Work.Texts(List<Job> jobs) -> texts(jobs);
                    case Work.NextRow(Claim claim) -> run(List.of(claim));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void texts(List<Job> jobs) {
        var buckets = new TreeMap<Integer, List<Claim>>();
        var alone = new ArrayList<Claim>();
        for (Job job : jobs) {
            Claim claim = firstRow(job);
            if (claim != null && claim.row().length() <= SHORT_TOKENS) {
                buckets.computeIfAbsent((claim.row().length() - 1) / BUCKET_TOKENS, _ -> new ArrayList<>())
                        .add(claim);
            } else if (claim != null) {
                alone.add(claim);
            }
        }
        buckets.values().forEach(this::run);
        alone.forEach(claim -> run(List.of(claim)));
    }

    /** Tokenizes the text of {@code job}; null if there is nothing to run. */
    private @Nullable Claim firstRow(Job job) {
        try {
            if (job.lane() != Lane.CANDIDATES) {
                observer.waited(nanos.getAsLong() - job.sinceNanos());
            }
            Reading reading = job.read();
            if (reading.rows() > 0) {
                var row = new Row(reading, job.takeRow(reading));
                if (job.rowsLeft(reading)) {
                    queue.putBack(job);
                }
                return new Claim(job, row);
            }
            job.answer(reading);
        } catch (RuntimeException | Error e) {
            // Of an error as of any other: this thread must go on, and who waits must hear of it.
            LOG.warn("a text cannot be tokenized: {}", e.getClass().getName());
            job.outcome().failed("the text cannot be tokenized");
        }
        job.drop();
        return null;
    }

    private void run(List<Claim> claims) {
        OnnxModel model = claims.getFirst().job().model();
        try {
            List<Reading> complete = run(model, claims);
            for (Claim claim : claims) {
                if (complete.contains(claim.row().reading())) {
                    claim.job().answer(claim.row().reading());
                }
            }
        } catch (ModelException e) {
            claims.forEach(claim -> claim.job().outcome().failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.warn("a run of {} failed", model.manifest().id(), e);
            claims.forEach(claim -> claim.job().outcome().failed("the run failed"));
        } finally {
            claims.forEach(_ -> model.release());
        }
    }

    private List<Reading> run(OnnxModel model, List<Claim> claims) throws ModelException {
        long start = nanos.getAsLong();
        List<Reading> complete = model.run(claims.stream().map(Claim::row).toList(), scratch);
        if (claims.getFirst().job().lane() != Lane.CANDIDATES) {
            observer.ran(claims.size(), nanos.getAsLong() - start);
        }
        return complete;
    }
}
