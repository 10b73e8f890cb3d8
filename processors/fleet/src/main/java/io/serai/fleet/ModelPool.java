package io.serai.fleet;

import io.serai.core.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The workers of one model. Its lists are live: they follow states, breakers, limits and pauses, and cost nothing to
 * read while none of those changes. Thread-safe.
 */
public final class ModelPool {
    private static final Duration LEAST_RETRY = Duration.ofSeconds(1);
    private static final Duration MOST_RETRY = Duration.ofSeconds(30);

    /** What was found at an epoch; {@code timed} says that the passing of time may change it, at {@code untilNanos}. */
    private record View(long epoch, List<Worker> ready, List<Worker> eligible, boolean timed, long untilNanos) {}

    private final String model;
    private final List<Worker> all;
    private final Supplier<Policy> policy;
    private final Epoch epoch;
    private final FleetClock clock;
    private final Resolution serves = new Resolution.Serves(this);
    private final Resolution noWorkers;
    private volatile View view = new View(-1, List.of(), List.of(), false, 0);

    /**
     * A pool.
     *
     * @param all sorted by priority class
     */
    ModelPool(String model, List<Worker> all, Supplier<Policy> policy, Epoch epoch, FleetClock clock) {
        this.model = model;
        this.all = List.copyOf(all);
        this.policy = policy;
        this.epoch = epoch;
        this.clock = clock;
        this.noWorkers = new Resolution.NoWorkers(model);
    }

    /** Name of the model, after aliases. */
    public String model() {
        return model;
    }

    /** Every worker of the model in whatever state, best priority class first. */
    public List<Worker> all() {
        return all;
    }

    /** The workers in state {@link WorkerState.Ready}. */
    public List<Worker> ready() {
        return view().ready;
    }

    /**
     * The workers that may take a call now: of the best priority class that has any, those that {@link Worker#admits
     * admit}. Immutable; empty when all are held back.
     */
    public List<Worker> eligible() {
        return view().eligible;
    }

    /** Whether a worker could take a call, now or as soon as it has fewer; not if breakers or pauses hold back all. */
    public boolean available() {
        return ready().stream().anyMatch(Worker::available);
    }

    /**
     * Most tokens that any ready worker takes, prompt and answer together; 0 where none is ready or one of them has not
     * told.
     */
    public int contextLength() {
        int most = 0;
        for (Worker worker : ready()) {
            int own = contextLength(worker);
            if (own == 0) {
                return 0;
            }
            most = Math.max(most, own);
        }
        return most;
    }

    private int contextLength(Worker worker) {
        int configured = worker.spec().contextLength();
        WorkerCard card = worker.card();
        if (configured > 0 || card == null) {
            return configured;
        }
        WorkerCard.Entry entry = card.entry(worker.upstreamModel(model));
        return entry == null ? 0 : entry.contextLength();
    }

    /** The model's policy. */
    public Policy policy() {
        return policy.get();
    }

    /** A guess when a worker will be eligible again, for {@code Retry-After}: 1 to 30 seconds. */
    public Duration retryAfter() {
        View now = view();
        if (!now.timed) {
            return LEAST_RETRY;
        }
        Duration left = Duration.ofNanos(now.untilNanos - clock.now());
        return left.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : left.compareTo(MOST_RETRY) > 0 ? MOST_RETRY : left;
    }

    Resolution resolution() {
        return view().ready.isEmpty() ? noWorkers : serves;
    }

    private View view() {
        View last = view;
        if (last.epoch == epoch.value() && (!last.timed || clock.now() - last.untilNanos < 0)) {
            return last;
        }
        View found = look();
        view = found;
        return found;
    }

    private View look() {
        long at = epoch.value();
        var ready = new ArrayList<Worker>(all.size());
        var eligible = new ArrayList<Worker>(all.size());
        boolean timed = false;
        long until = 0;
        for (Worker worker : all) {
            if (!worker.ready()) {
                continue;
            }
            ready.add(worker);
            OptionalLong next = worker.admits() ? OptionalLong.empty() : worker.nextChangeNanos();
            if (next.isPresent()) {
                until = timed && until - next.getAsLong() < 0 ? until : next.getAsLong();
                timed = true;
            } else if (worker.admits() && sameClass(eligible, worker)) {
                // Asked again: a pause may have run out between the two questions.
                eligible.add(worker);
            }
        }
        return new View(at, List.copyOf(ready), List.copyOf(eligible), timed, until);
    }

    private static boolean sameClass(List<Worker> eligible, Worker worker) {
        return eligible.isEmpty() || eligible.getFirst().priority() == worker.priority();
    }

    /** Model and number of workers. */
    @Override
    public String toString() {
        return "ModelPool[" + model + ", " + all.size() + " workers]";
    }
}
