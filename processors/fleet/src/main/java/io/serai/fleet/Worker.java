package io.serai.fleet;

import io.serai.core.Endpoint;
import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One worker: its settings, state and live counters. Thread-safe.
 *
 * <p>A call takes a {@link Lease} before it is sent and ends it when it knows how it went. {@link #tryBegin} keeps the
 * limit of calls and of half-open probes exactly.
 */
public final class Worker implements WorkerView {
    private static final AtomicReferenceFieldUpdater<Worker, WorkerState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Worker.class, WorkerState.class, "state");

    private final Epoch epoch;
    private final WorkerEvents events;
    private final Breaker breaker;
    private final BackPressure backPressure;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong pendingPrefill = new AtomicLong();
    private volatile WorkerState state = new WorkerState.Registering(0, null);
    private volatile WorkerSpec spec;
    private volatile Endpoint endpoint;
    private volatile Map<String, String> models;
    private volatile WorkerLoad load = WorkerLoad.UNKNOWN;
    private volatile @Nullable WorkerCard card;

    Worker(WorkerSpec spec, FleetSettings settings, FleetClock clock, Epoch epoch, WorkerEvents events) {
        this.spec = spec;
        this.endpoint = new Endpoint(spec.url(), spec.apiKey());
        this.models = spec.models();
        this.epoch = epoch;
        this.events = events;
        this.breaker = new Breaker(settings.breaker(), clock, this::breakerChanged);
        this.backPressure = new BackPressure(settings.backPressure(), clock);
    }

    @Override
    public String id() {
        return spec.id();
    }

    /** Where to send requests, with the worker's own key. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** What was asked for; holds the worker's key. */
    public WorkerSpec spec() {
        return spec;
    }

    /** What the worker said of itself, or null until it did. */
    public @Nullable WorkerCard card() {
        return card;
    }

    /** Public model name to the worker's own; empty until discovered. */
    Map<String, String> models() {
        return models;
    }

    /** The name this worker knows {@code model} by. */
    public String upstreamModel(String model) {
        String upstream = models.get(model);
        return upstream == null ? model : upstream;
    }

    /** Where it is in its life. */
    public WorkerState state() {
        return state;
    }

    /** Its breaker. */
    public BreakerState breaker() {
        return breaker.state();
    }

    /** Whether it is in state {@link WorkerState.Ready}. */
    public boolean ready() {
        return state instanceof WorkerState.Ready;
    }

    /** Whether it may take a call now: {@link #available} and below its limit. */
    public boolean admits() {
        int limit = spec.maxInFlight();
        return (limit == 0 || inFlight.get() < limit) && available();
    }

    /** Whether it is ready, not pausing, and its breaker lets calls in; it may be at its limit of calls. */
    boolean available() {
        return ready() && breaker.admits() && !backPressure.paused();
    }

    /** When {@link #admits} may change by itself, as nanos; empty if only an event can change it. */
    OptionalLong nextChangeNanos() {
        OptionalLong pause = backPressure.pausedUntilNanos();
        return pause.isPresent() ? pause : breaker.admitsAtNanos();
    }

    @Override
    public double weight() {
        return spec.weight() * backPressure.factor();
    }

    @Override
    public int priority() {
        return spec.priority();
    }

    @Override
    public double cost() {
        return spec.cost();
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public long pendingPrefillTokens() {
        return pendingPrefill.get();
    }

    @Override
    public WorkerLoad load() {
        return load;
    }

    /** Begins a call if {@link #admits} still holds; null if another call was faster. */
    public @Nullable Lease tryBegin(int promptTokens) {
        if (!ready() || backPressure.paused()) {
            return null;
        }
        int count = reserve();
        if (count < 0) {
            return null;
        }
        Breaker.Pass pass = breaker.tryBegin();
        if (pass == Breaker.Pass.REFUSED) {
            leave();
            return null;
        }
        began(count, promptTokens);
        return new Lease(this, promptTokens, pass == Breaker.Pass.PROBE);
    }

    private int reserve() {
        int limit = spec.maxInFlight();
        while (true) {
            int now = inFlight.get();
            if (limit > 0 && now >= limit) {
                return -1;
            }
            if (inFlight.compareAndSet(now, now + 1)) {
                return now + 1;
            }
        }
    }

    private void began(int count, int promptTokens) {
        pendingPrefill.addAndGet(promptTokens);
        int limit = spec.maxInFlight();
        if (limit > 0 && count >= limit) {
            epoch.bump();
        }
    }

    private void leave() {
        int left = inFlight.decrementAndGet();
        int limit = spec.maxInFlight();
        if (limit > 0 && left == limit - 1) {
            epoch.bump();
        }
    }

    void prefilled(int promptTokens) {
        pendingPrefill.addAndGet(-promptTokens);
    }

    void succeeded(boolean probe) {
        leave();
        breaker.succeeded(probe);
    }

    /** A probe's first token came: it need not end to prove the worker well. */
    void answered() {
        breaker.succeeded(true);
    }

    void faulted(boolean probe, boolean connect) {
        leave();
        breaker.failed(probe, connect);
    }

    void pushedBack(boolean probe, Duration retryAfter) {
        leave();
        breaker.ended(probe);
        backPressure.hit(retryAfter);
        epoch.bump();
    }

    void cancelled(boolean probe) {
        leave();
        breaker.ended(probe);
    }

    void load(WorkerLoad polled) {
        load = polled;
    }

    /** Goes from {@code from} to {@code to}; false if it is no longer in {@code from}. */
    boolean become(WorkerState from, WorkerState to, String reason) {
        if (!STATE.compareAndSet(this, from, to)) {
            return false;
        }
        if (to instanceof WorkerState.Ready && from instanceof WorkerState.Unhealthy) {
            breaker.close();
            backPressure.clear();
        }
        epoch.bump();
        events.stateChanged(this, from, to, reason);
        return true;
    }

    /** Takes what the worker said of itself; true if it now serves other models. */
    boolean discovered(WorkerCard told) {
        card = told;
        return remodel();
    }

    /** Takes another specification with the same id and address; true if it now serves other models. */
    boolean respecify(WorkerSpec changed) {
        spec = changed;
        endpoint = new Endpoint(changed.url(), changed.apiKey());
        boolean remodelled = remodel();
        epoch.bump();
        return remodelled;
    }

    void reconfigure(FleetSettings settings) {
        breaker.settings(settings.breaker());
        backPressure.settings(settings.backPressure());
    }

    private boolean remodel() {
        Map<String, String> before = models;
        WorkerCard told = card;
        if (!spec.models().isEmpty() || told == null) {
            models = spec.models();
        } else {
            var listed = new LinkedHashMap<String, String>();
            told.models().forEach(entry -> listed.put(entry.id(), entry.id()));
            models = Collections.unmodifiableMap(listed);
        }
        return !before.equals(models);
    }

    WorkerStatus status() {
        WorkerSpec now = spec;
        return new WorkerStatus(
                now.withoutKey(),
                now.apiKey() != null,
                state(),
                breaker(),
                Collections.unmodifiableSortedSet(new TreeSet<>(models.keySet())),
                card,
                load,
                inFlight(),
                weight());
    }

    private void breakerChanged(BreakerState from, BreakerState to) {
        epoch.bump();
        if (from.getClass() != to.getClass()) {
            events.breakerChanged(this, from, to);
        }
    }

    /** Its id and state. */
    @Override
    public String toString() {
        return "Worker[" + id() + ", " + state().key() + "]";
    }
}
