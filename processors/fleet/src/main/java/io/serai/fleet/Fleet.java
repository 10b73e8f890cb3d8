package io.serai.fleet;

import io.serai.core.EngineClient;
import io.serai.core.Policy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers known now. Thread-safe: changes take a lock, {@link #resolve} reads one volatile table.
 *
 * <p>Changes are asynchronous: {@link #register} returns a worker that is {@link WorkerState.Registering}, and it is
 * asked what it serves on the fleet's event loop, until it answers. {@link #remove} lets calls in flight finish.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    private final Registry registry;
    private volatile @Nullable StateWriter writer;

    /**
     * A fleet without workers; {@link #start} brings those of the settings.
     *
     * @param client         sends probes to workers
     * @param loop           event loop for probes, given on in {@link io.serai.core.EngineRequest#loop}
     * @param policyForModel makes the policy of a model, once
     * @param nanos          {@link System#nanoTime()}
     * @param clock          wall clock for what is shown
     * @param random         spreads probes; used on the loop only
     */
    public Fleet(
            FleetSettings settings,
            EngineClient client,
            ScheduledExecutorService loop,
            Function<String, Policy> policyForModel,
            LongSupplier nanos,
            InstantSource clock,
            RandomGenerator random) {
        this.registry = new Registry(
                settings, client, loop, new FleetClock(nanos, clock), random, policyForModel, new Events(), this::save);
    }

    /** A fleet on the system's clocks. */
    public Fleet(
            FleetSettings settings,
            EngineClient client,
            ScheduledExecutorService loop,
            Function<String, Policy> policyForModel) {
        this(
                settings,
                client,
                loop,
                policyForModel,
                System::nanoTime,
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    /**
     * Registers the workers of the settings and those of the state folder. Called once.
     *
     * @throws FleetException if the state folder cannot be read
     */
    public void start() {
        FleetSettings settings = registry.settings();
        StateFile file = settings.stateDir() == null ? null : new StateFile(settings.stateDir());
        List<WorkerSpec> kept = file == null ? List.of() : file.load();
        settings.workers().forEach(registry::register);
        kept.forEach(this::restore);
        if (file != null) {
            // Only now: a write before all were restored would lose the rest.
            writer = new StateWriter(file, registry::registeredByApi);
            save();
        }
        registry.routing().changed();
    }

    private void restore(WorkerSpec spec) {
        try {
            registry.register(spec);
        } catch (FleetException e) {
            LOG.warn("Worker {} of the state folder is left out: {}", spec.id(), e.getMessage());
        }
    }

    /** Who serves the model of that name or alias; {@code ""} means "the only one there is". Lock-free. */
    public Resolution resolve(String requestedModel) {
        return registry.routing().table().resolve(requestedModel);
    }

    /** Every worker, in order of registration. */
    public List<WorkerStatus> list() {
        return registry.workers().stream().map(Worker::status).toList();
    }

    /** The worker of that id. */
    public Optional<WorkerStatus> find(String id) {
        return registry.worker(id).map(Worker::status);
    }

    /** The worker of that id itself, for calls that are pinned to it. */
    public Optional<Worker> worker(String id) {
        return registry.worker(id);
    }

    /** Models that a ready worker serves, with aliases. */
    public SortedMap<String, ModelInfo> models() {
        return registry.routing().table().models();
    }

    /** Whether calls can be served: a worker is ready, or the settings ask for none. */
    public boolean ready() {
        return registry.settings().readyWithoutWorkers()
                || registry.routing().table().anyReady();
    }

    /** Tells {@code listener} of changes from now on. */
    public void observe(FleetListener listener) {
        listeners.add(listener);
    }

    /**
     * Makes a worker known and begins to ask what it serves. A worker of the same id or address that is draining gives
     * way.
     *
     * @throws FleetException if the id or the address is taken
     */
    public WorkerStatus register(WorkerSpec spec) {
        return registry.register(spec);
    }

    /**
     * Changes a worker. It keeps serving meanwhile; where key, models or engine change it is asked again what it is.
     *
     * @throws FleetException           if it is unknown or draining
     * @throws IllegalArgumentException if a value is out of range
     */
    public WorkerStatus update(String id, WorkerPatch patch) {
        return registry.update(id, patch);
    }

    /**
     * Gives a worker another specification under its id; the origin stays. With another address, the old worker is
     * forgotten, its calls finish unseen, and the new one begins to register.
     *
     * @throws FleetException if it is unknown or draining, or the address is taken
     */
    public WorkerStatus replace(String id, WorkerSpec spec) {
        return registry.replace(id, spec);
    }

    /**
     * Lets a worker finish its calls within {@link FleetSettings#drainTimeout} and forgets it. A worker of the
     * configuration stays away until the configuration says something new of it, or until a restart.
     *
     * @throws FleetException if it is unknown
     */
    public void remove(String id) {
        registry.drain(id, registry.settings().drainTimeout());
    }

    /**
     * Lets a worker finish its calls within {@code limit} and forgets it. Draining again moves the deadline.
     *
     * @throws FleetException if it is unknown
     */
    public void drain(String id, Duration limit) {
        registry.drain(id, limit);
    }

    /**
     * Applies other settings. Workers of the configuration follow the difference to the settings before; workers
     * registered by API stay, unless the configuration now claims their id or address. The state folder stays the one
     * of the start.
     */
    public void reconfigure(FleetSettings settings) {
        registry.reconfigure(settings);
    }

    /** Replaces every model's policy; {@code policyForModel} may give back an old one to keep what it learnt. */
    public void policies(Function<String, Policy> policyForModel) {
        registry.routing().policies(policyForModel);
    }

    /** Stops all probes and writes the state folder. Calls in flight are not touched. */
    @Override
    public void close() {
        registry.close();
        StateWriter open = writer;
        if (open != null) {
            open.close();
        }
    }

    long rebuilds() {
        return registry.routing().rebuilds();
    }

    private void save() {
        StateWriter open = writer;
        if (open != null) {
            open.changed();
        }
    }

    /** Passes on what the workers tell; on whatever thread changed them. */
    private final class Events implements WorkerEvents {
        @Override
        public void stateChanged(Worker worker, WorkerState from, WorkerState to, String reason) {
            if (from.getClass() != to.getClass()) {
                LOG.info("Worker {} went from {} to {}: {}", worker.id(), from.key(), to.key(), reason);
                listeners.forEach(listener -> listener.stateChanged(worker.id(), from, to, reason));
            }
        }

        @Override
        public void breakerChanged(Worker worker, BreakerState from, BreakerState to) {
            LOG.info("Breaker of worker {} went from {} to {}", worker.id(), from.key(), to.key());
            listeners.forEach(listener -> listener.breakerChanged(worker.id(), from, to));
            if (to instanceof BreakerState.Open) {
                registry.checkSoon(worker);
            }
        }
    }
}
