package io.serai.fleet;

import io.serai.core.EngineClient;
import io.serai.core.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of workers and every change to it, under one lock. What watches a worker lives on the loop; changes from
 * other threads send it word there.
 */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final Duration DRAIN_CHECK = Duration.ofMillis(100);

    private record Member(Worker worker, Monitor monitor) {
        boolean draining() {
            return worker.state() instanceof WorkerState.Draining;
        }

        boolean clashes(WorkerSpec spec) {
            return worker.id().equals(spec.id()) || worker.spec().url().equals(spec.url());
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final ScheduledExecutorService loop;
    private final FleetClock clock;
    private final Epoch epoch = new Epoch();
    private final Agenda agenda;
    private final Probing probing;
    private final Routing routing;
    private final WorkerEvents events;
    private final Runnable saved;
    private volatile FleetSettings settings;
    private volatile int size;

    /**
     * An empty registry.
     *
     * @param saved told when what the state folder keeps may have changed
     */
    Registry(
            FleetSettings settings,
            EngineClient client,
            ScheduledExecutorService loop,
            FleetClock clock,
            RandomGenerator random,
            Function<String, Policy> policyForModel,
            WorkerEvents events,
            Runnable saved) {
        this.settings = settings;
        this.loop = loop;
        this.clock = clock;
        this.events = events;
        this.saved = saved;
        this.agenda = new Agenda(loop, clock);
        this.probing =
                new Probing(new Fetcher(client, loop), agenda, clock, random, () -> this.settings, () -> this.size);
        this.routing = new Routing(loop, clock, epoch, this::workers, () -> this.settings.aliases(), policyForModel);
    }

    FleetSettings settings() {
        return settings;
    }

    Routing routing() {
        return routing;
    }

    List<Worker> workers() {
        return locked(() -> {
            var all = new ArrayList<Worker>(members.size());
            members.values().forEach(member -> all.add(member.worker));
            return all;
        });
    }

    Optional<Worker> worker(String id) {
        return locked(() -> Optional.ofNullable(members.get(id)).map(Member::worker));
    }

    /** What a restart must bring back. */
    List<WorkerSpec> registeredByApi() {
        return workers().stream()
                .filter(worker -> !(worker.state() instanceof WorkerState.Draining))
                .map(Worker::spec)
                .filter(spec -> spec.origin() == WorkerOrigin.API)
                .toList();
    }

    WorkerStatus register(WorkerSpec spec) {
        return locked(() -> {
            refuseTaken(spec, "");
            return add(spec).status();
        });
    }

    WorkerStatus update(String id, WorkerPatch patch) {
        return locked(() -> {
            Member member = active(id);
            return respecify(member, patch.applyTo(member.worker.spec())).status();
        });
    }

    WorkerStatus replace(String id, WorkerSpec spec) {
        return locked(() -> {
            Member member = active(id);
            WorkerOrigin origin = member.worker.spec().origin();
            return substitute(member, spec.toBuilder().id(id).origin(origin).build())
                    .status();
        });
    }

    void drain(String id, Duration limit) {
        locked(() -> drain(member(id), limit));
    }

    void reconfigure(FleetSettings changed) {
        locked(() -> {
            FleetSettings before = settings;
            settings = changed;
            members.values().forEach(member -> member.worker.reconfigure(changed));
            follow(byId(before), byId(changed));
            routing.changed();
            return changed;
        });
    }

    /** A breaker opened: look now whether the worker is still there. */
    void checkSoon(Worker worker) {
        Optional<Member> member = locked(() -> Optional.ofNullable(members.get(worker.id())));
        member.filter(now -> now.worker.equals(worker)).ifPresent(now -> loop.execute(now.monitor::checkSoon));
    }

    void close() {
        List<Member> all = locked(() -> List.copyOf(members.values()));
        loop.execute(() -> {
            all.forEach(member -> member.monitor.stop());
            agenda.close();
        });
    }

    private void follow(Map<String, WorkerSpec> before, Map<String, WorkerSpec> after) {
        before.keySet().stream()
                .filter(id -> !after.containsKey(id))
                .map(members::get)
                .filter(member -> member != null && member.worker.spec().origin() == WorkerOrigin.CONFIG)
                .filter(member -> !member.draining())
                .forEach(member -> drain(member, settings.drainTimeout()));
        after.forEach((id, spec) -> {
            if (!spec.equals(before.get(id))) {
                claim(spec);
            }
        });
    }

    /** The configuration names this worker, whoever had its id or address. */
    private void claim(WorkerSpec spec) {
        Member member = members.get(spec.id());
        if (member == null || member.draining()) {
            add(spec);
        } else {
            forgetOthers(spec, member);
            substitute(member, spec);
        }
    }

    private void forgetOthers(WorkerSpec spec, Member except) {
        List.copyOf(members.values()).stream()
                .filter(member -> !member.equals(except) && member.clashes(spec))
                .forEach(this::forget);
    }

    private static Map<String, WorkerSpec> byId(FleetSettings settings) {
        var byId = new LinkedHashMap<String, WorkerSpec>();
        settings.workers().forEach(spec -> byId.put(spec.id(), spec));
        return byId;
    }

    /** Adds a worker; who still has its id or address gives way. */
    private Worker add(WorkerSpec spec) {
        List.copyOf(members.values()).stream()
                .filter(member -> member.clashes(spec))
                .forEach(this::forget);
        var worker = new Worker(spec, settings, clock, epoch, events);
        var monitor = new Monitor(worker, probing, routing::changed);
        members.put(spec.id(), new Member(worker, monitor));
        size = members.size();
        LOG.debug("Worker {} ({}) is being registered", spec.id(), spec.url());
        loop.execute(monitor::discover);
        changed();
        return worker;
    }

    private Worker substitute(Member member, WorkerSpec spec) {
        if (member.worker.spec().url().equals(spec.url())) {
            return respecify(member, spec);
        }
        refuseTaken(spec, spec.id());
        return add(spec);
    }

    private Worker respecify(Member member, WorkerSpec spec) {
        WorkerSpec before = member.worker.spec();
        member.worker.respecify(spec);
        if (!before.models().equals(spec.models())
                || before.engine() != spec.engine()
                || !Objects.equals(before.apiKey(), spec.apiKey())) {
            loop.execute(member.monitor::discover);
        }
        changed();
        return member.worker;
    }

    private void refuseTaken(WorkerSpec spec, String exceptId) {
        for (Member member : members.values()) {
            String other = member.worker.id();
            if (member.clashes(spec) && !other.equals(exceptId) && !member.draining()) {
                String clash = other.equals(spec.id())
                        ? "workers.id is '" + other + "', which is registered; set another id, or change that worker"
                        : "workers.url is " + spec.url() + ", which worker '" + other + "' has; change that worker";
                throw new FleetException(FleetException.Code.WORKER_EXISTS, clash);
            }
        }
    }

    private Member drain(Member member, Duration limit) {
        loop.execute(member.monitor::stop);
        var draining = new WorkerState.Draining(clock.instantIn(limit));
        move(member.worker, draining, "draining");
        if (member.worker.inFlight() == 0) {
            forget(member);
        } else {
            long deadline = clock.now() + limit.toNanos();
            loop.execute(() -> awaitIdle(member, draining, deadline));
            changed();
        }
        return member;
    }

    private void awaitIdle(Member member, WorkerState.Draining draining, long deadlineNanos) {
        if (!draining.equals(member.worker.state())) {
            return; // gone already, or draining anew with another deadline
        }
        if (member.worker.inFlight() == 0 || clock.now() - deadlineNanos >= 0) {
            locked(() -> {
                forget(member);
                return member;
            });
        } else {
            agenda.after(DRAIN_CHECK, () -> awaitIdle(member, draining, deadlineNanos));
        }
    }

    private void forget(Member member) {
        loop.execute(member.monitor::stop);
        if (members.remove(member.worker.id(), member)) {
            size = members.size();
            move(member.worker, new WorkerState.Removed(), "removed");
            routing.forget(member.worker.id());
            changed();
        }
    }

    /** The loop may change the state at the same time; the last word is ours. */
    private static void move(Worker worker, WorkerState to, String reason) {
        while (!worker.become(worker.state(), to, reason)) {
            Thread.onSpinWait();
        }
    }

    private void changed() {
        routing.changed();
        saved.run();
    }

    private Member member(String id) {
        Member member = members.get(id);
        if (member == null) {
            throw new FleetException(FleetException.Code.UNKNOWN_WORKER, "there is no worker '" + id + "'");
        }
        return member;
    }

    private Member active(String id) {
        Member member = member(id);
        if (member.draining()) {
            throw new FleetException(
                    FleetException.Code.WORKER_DRAINING,
                    "worker '" + id + "' is draining; register it again to keep it");
        }
        return member;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
