package io.serai.fleet;

import io.serai.core.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the {@link RoutingTable} up to date. A single change is in it at once; a storm of them, such as a thousand
 * workers turning ready, is folded into a rebuild every {@link #PAUSE}. States, breakers and limits need no rebuild:
 * the pools follow them by {@link Epoch}.
 */
final class Routing {
    static final Duration PAUSE = Duration.ofMillis(50);

    /** Keeps a model's policy over rebuilds: it holds what was learnt. */
    private static final class Slot implements Supplier<Policy> {
        private volatile Policy policy;

        Slot(Policy policy) {
            this.policy = policy;
        }

        @Override
        public Policy get() {
            return policy;
        }
    }

    private final ScheduledExecutorService loop;
    private final FleetClock clock;
    private final Epoch epoch;
    private final Supplier<Collection<Worker>> workers;
    private final Supplier<Map<String, String>> aliases;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private volatile Function<String, Policy> policyForModel;
    private volatile RoutingTable table = RoutingTable.EMPTY;
    private final AtomicLong rebuilds = new AtomicLong();
    private long rebuiltNanos;

    /**
     * A table of nothing.
     *
     * @param workers every worker now known, in order of registration
     * @param aliases alias to model
     */
    Routing(
            ScheduledExecutorService loop,
            FleetClock clock,
            Epoch epoch,
            Supplier<Collection<Worker>> workers,
            Supplier<Map<String, String>> aliases,
            Function<String, Policy> policyForModel) {
        this.loop = loop;
        this.clock = clock;
        this.epoch = epoch;
        this.workers = workers;
        this.aliases = aliases;
        this.policyForModel = policyForModel;
    }

    RoutingTable table() {
        return table;
    }

    long rebuilds() {
        return rebuilds.get();
    }

    /** Workers, their models or the aliases changed. Any thread. */
    void changed() {
        if (pending.compareAndSet(false, true)) {
            loop.execute(this::rebuildSoon);
        }
    }

    private void rebuildSoon() {
        long wait = PAUSE.toNanos() - (clock.now() - rebuiltNanos);
        if (rebuilds.get() == 0 || wait <= 0) {
            rebuild();
        } else {
            var _ = loop.schedule(this::rebuild, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void rebuild() {
        rebuiltNanos = clock.now();
        pending.set(false); // before the workers are read: a change from here on asks for another rebuild
        var members = new HashMap<String, List<Worker>>();
        for (Worker worker : workers.get()) {
            for (String model : worker.models().keySet()) {
                members.computeIfAbsent(model, _ -> new ArrayList<>()).add(worker);
            }
        }
        slots.keySet().retainAll(members.keySet());
        var pools = new TreeMap<String, ModelPool>();
        members.forEach((model, all) -> pools.put(model, pool(model, all)));
        table = new RoutingTable(pools, aliases.get());
        rebuilds.incrementAndGet();
    }

    private ModelPool pool(String model, List<Worker> members) {
        members.sort(Comparator.comparingInt(Worker::priority));
        ModelPool old = table.pool(model);
        Slot slot = slots.computeIfAbsent(model, name -> new Slot(policyForModel.apply(name)));
        return old != null && old.all().equals(members) ? old : new ModelPool(model, members, slot, epoch, clock);
    }

    /** Other policies from now on, for every model; the function may give back an old one to keep what it learnt. */
    void policies(Function<String, Policy> changed) {
        policyForModel = changed;
        slots.forEach((model, slot) -> slot.policy = changed.apply(model));
    }

    /** The worker is gone. */
    void forget(String workerId) {
        slots.values().forEach(slot -> slot.get().forget(workerId));
    }
}
