package io.serai.steps.dispatch;

import io.serai.core.EngineClient;
import io.serai.core.InferenceCall;
import io.serai.fleet.Fleet;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.admission.Admission;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Sends calls to workers: waits for a permit, picks a worker, retries where that is safe, hands back a reply. Knows
 * nothing of Camel. Thread-safe; each call is served on its own event loop.
 */
public final class Dispatcher {
    private final Fleet fleet;
    private final EngineClient engines;
    private final Admission admission;
    private final RetryBudget budget;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private volatile DispatchSettings settings;

    /** A dispatcher over {@code fleet}; {@code nanos} reads the time as {@link System#nanoTime()} does. */
    public Dispatcher(
            Fleet fleet,
            EngineClient engines,
            Admission admission,
            RetryBudget budget,
            DispatchSettings settings,
            LongSupplier nanos,
            RandomGenerator random) {
        this.fleet = fleet;
        this.engines = engines;
        this.admission = admission;
        this.budget = budget;
        this.settings = settings;
        this.nanos = nanos;
        this.random = random;
    }

    /** Applies new settings to calls that begin from now on. */
    public void reconfigure(DispatchSettings next) {
        settings = next;
    }

    /** Begins to serve {@code call}; must be called on its event loop. */
    public void dispatch(InferenceCall call, DispatchOptions options, DispatchListener listener) {
        new Dispatch(this, settings, call, options, listener).begin();
    }

    DispatchSettings settings() {
        return settings;
    }

    Fleet fleet() {
        return fleet;
    }

    EngineClient engines() {
        return engines;
    }

    Admission admission() {
        return admission;
    }

    RetryBudget budget() {
        return budget;
    }

    long now() {
        return nanos.getAsLong();
    }

    RandomGenerator random() {
        return random;
    }
}
