package io.serai.fleet;

import io.serai.core.Policy;
import io.serai.core.RoutingRequest;
import io.serai.core.Selection;
import io.serai.core.WorkerView;
import io.serai.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A fleet on virtual time with scripted workers. */
final class FleetRig implements AutoCloseable {
    static final String A = "http://a:8000";
    static final String B = "http://b:8000";
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final ManualScheduler loop = new ManualScheduler();
    final ScriptedEngines engines = new ScriptedEngines(loop.clock());
    final List<String> changes = new ArrayList<>();
    final List<FirstOf> policies = new ArrayList<>();
    final Fleet fleet;
    private final long beginNanos = loop.clock().getAsLong();

    FleetRig(FleetSettings settings) {
        fleet = new Fleet(
                settings,
                engines,
                loop,
                this::policy,
                loop.clock(),
                () -> BEGIN.plusNanos(loop.clock().getAsLong() - beginNanos),
                new SplittableRandom(7));
        fleet.observe(new FleetListener() {
            @Override
            public void stateChanged(String workerId, WorkerState from, WorkerState to, String reason) {
                changes.add(workerId + " " + from.key() + " -> " + to.key());
            }

            @Override
            public void breakerChanged(String workerId, BreakerState from, BreakerState to) {
                changes.add(workerId + " breaker " + from.key() + " -> " + to.key());
            }
        });
    }

    FleetRig() {
        this(FleetSettings.DEFAULT);
    }

    /** Without polls of loads, which only fill the record of questions. */
    static FleetSettings quiet() {
        return FleetSettings.DEFAULT.withProbes(
                HealthSettings.DEFAULT, new LoadSettings(Duration.ZERO, Duration.ofSeconds(2), 100));
    }

    FleetRig start() {
        fleet.start();
        settle();
        return this;
    }

    FleetRig register(String url, String id) {
        fleet.register(WorkerSpec.builder(url).id(id).origin(WorkerOrigin.API).build());
        settle();
        return this;
    }

    /** Lets what is under way come to rest; shorter than any timer of the fleet but that of the table. */
    void settle() {
        pass(Routing.PAUSE.multipliedBy(2));
    }

    void pass(Duration time) {
        loop.advance(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    WorkerState state(String id) {
        return fleet.find(id).orElseThrow().state();
    }

    Worker worker(String id) {
        return fleet.worker(id).orElseThrow();
    }

    ModelPool pool(String model) {
        return switch (fleet.resolve(model)) {
            case Resolution.Serves serves -> serves.pool();
            case Resolution other -> throw new AssertionError("resolved to " + other);
        };
    }

    List<String> eligible(String model) {
        return pool(model).eligible().stream().map(Worker::id).toList();
    }

    @Override
    public void close() {
        fleet.close();
        settle();
    }

    private Policy policy(String model) {
        var policy = new FirstOf(model);
        policies.add(policy);
        return policy;
    }

    /** Takes the first candidate and remembers whom to forget. */
    static final class FirstOf implements Policy {
        final String model;
        final List<String> forgotten = new ArrayList<>();

        FirstOf(String model) {
            this.model = model;
        }

        @Override
        public String name() {
            return "first";
        }

        @Override
        public Selection select(RoutingRequest request, List<? extends WorkerView> candidates) {
            return new Selection(candidates.getFirst(), "first");
        }

        @Override
        public void forget(String workerId) {
            forgotten.add(workerId);
        }
    }
}
