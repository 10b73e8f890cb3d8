package io.serai.fleet;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the state file behind the back of whoever changes the fleet; changes that come together are written once. */
final class StateWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);

    private final StateFile file;
    private final Supplier<List<WorkerSpec>> specs;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("fleet-state").factory());

    StateWriter(StateFile file, Supplier<List<WorkerSpec>> specs) {
        this.file = file;
        this.specs = specs;
    }

    void changed() {
        if (pending.compareAndSet(false, true)) {
            try {
                executor.execute(this::write);
            } catch (RejectedExecutionException e) {
                LOG.debug("The fleet is closed: a change is not saved");
            }
        }
    }

    private void write() {
        pending.set(false);
        try {
            file.save(specs.get());
        } catch (IOException e) {
            LOG.error("Registered workers could not be saved and will be forgotten at exit; check state-dir", e);
        }
    }

    /** Waits for what is still to be written. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.error("Registered workers were not saved within 5 s; check state-dir");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
