package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.serai.core.InferenceCall;
import io.serai.engines.http.HttpClientSettings;
import io.serai.engines.http.HttpEngineClient;
import io.serai.fleet.BreakerState;
import io.serai.fleet.Fleet;
import io.serai.fleet.Resolution;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.Worker;
import io.serai.fleet.WorkerSpec;
import io.serai.fleet.WorkerState;
import io.serai.fleet.admission.Admission;
import io.serai.fleet.policy.Policies;
import io.serai.fleet.policy.PolicySettings;
import io.serai.steps.dispatch.DispatchOptions;
import io.serai.steps.dispatch.Dispatcher;
import io.serai.testkit.MockWorker;
import io.serai.testkit.MockWorkerOptions;
import io.serai.testkit.MockWorkerOptionsBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A dispatcher with everything real around it: fleet, gate, budget, HTTP client, an event loop, mock workers. */
public final class DispatchRig implements AutoCloseable {
    /** Patience of the tests; never a measure. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final HttpEngineClient engines = new HttpEngineClient(HttpClientSettings.DEFAULT, System::nanoTime);
    private final Map<String, MockWorker> workers = new LinkedHashMap<>();
    private final Fleet fleet;
    private final Admission admission;
    private final Dispatcher dispatcher;

    public DispatchRig() {
        this(RigSettings.DEFAULT);
    }

    public DispatchRig(RigSettings settings) {
        fleet = new Fleet(
                settings.fleet(),
                engines,
                loop(),
                model -> Policies.create(PolicySettings.of(settings.policy())),
                settings.fleetNanos(),
                InstantSource.system(),
                new Random(1));
        admission = new Admission(settings.admission(), System::nanoTime);
        dispatcher = new Dispatcher(
                fleet,
                engines,
                admission,
                new RetryBudget(settings.budget(), System::nanoTime),
                settings.dispatch(),
                System::nanoTime,
                new Random(2));
        fleet.start();
    }

    // ---- workers

    /** Starts a worker of model {@code m}, registers it and waits until it is ready. */
    public MockWorker worker(String id) {
        return worker(id, it -> it.model("m"));
    }

    /** As {@link #worker(String)}, with options of its own. */
    public MockWorker worker(String id, UnaryOperator<MockWorkerOptionsBuilder> options) {
        return worker(id, options.apply(MockWorkerOptions.builder()).build(), it -> it);
    }

    /** As {@link #worker(String)}, registered as {@code spec} says. */
    public MockWorker worker(String id, MockWorkerOptions options, UnaryOperator<WorkerSpec.Builder> spec) {
        MockWorker started = MockWorker.start(options);
        workers.put(id, started);
        register(spec.apply(WorkerSpec.builder(started.baseUrl()).id(id)).build());
        return started;
    }

    /** Makes whatever listens there a worker, and waits until it is ready. */
    public void register(WorkerSpec spec) {
        fleet.register(spec);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> routed(worker(spec)));
    }

    /** A worker is ready a moment before calls find it. */
    private boolean routed(Worker worker) {
        return fleet.models().keySet().stream()
                .anyMatch(model -> fleet.resolve(model) instanceof Resolution.Serves(var pool)
                        && pool.ready().contains(worker));
    }

    /** A worker that was ready and is gone: nobody listens at its address any more. */
    public void deadWorker(String id) {
        worker(id).close();
    }

    private Worker worker(WorkerSpec spec) {
        return fleet.worker(spec.id()).orElseThrow();
    }

    public MockWorker mock(String id) {
        MockWorker found = workers.get(id);
        if (found == null) {
            throw new AssertionError("no worker " + id);
        }
        return found;
    }

    public Worker inFleet(String id) {
        return fleet.worker(id).orElseThrow();
    }

    public boolean breakerClosed(String id) {
        return inFleet(id).breaker() instanceof BreakerState.Closed;
    }

    public boolean ready(String id) {
        return inFleet(id).state() instanceof WorkerState.Ready;
    }

    // ---- calls

    /** Dispatches {@code ask}; what came of it is heard by the result. */
    public Heard call(Ask ask) {
        return call(ask, DispatchOptions.DEFAULT);
    }

    public Heard call(Ask ask, DispatchOptions options) {
        InferenceCall call = ask.call(loop());
        var heard = new Heard(call, ask);
        loop().execute(() -> dispatcher.dispatch(call, options, heard));
        return heard;
    }

    /** Dispatches {@code ask} and waits for its end. */
    public Heard finished(Ask ask) {
        return call(ask).awaitOver();
    }

    public Heard finished(Ask ask, DispatchOptions options) {
        return call(ask, options).awaitOver();
    }

    /** Fails unless nothing is held for any call, here and at the workers. */
    public void awaitNothingHeld() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(held())
                        .as("permits, queue, calls at workers, pending prefill")
                        .isEqualTo("0 0 0 0"));
    }

    private String held() {
        int calls = fleet.list().stream().mapToInt(it -> it.inFlight()).sum();
        long prefill = workers.keySet().stream()
                .flatMap(id -> fleet.worker(id).stream())
                .mapToLong(Worker::pendingPrefillTokens)
                .sum();
        return admission.running() + " " + admission.queued() + " " + calls + " " + prefill;
    }

    // ---- parts

    public EventLoop loop() {
        return loops.next();
    }

    public Fleet fleet() {
        return fleet;
    }

    public Admission admission() {
        return admission;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public HttpEngineClient engines() {
        return engines;
    }

    @Override
    public void close() {
        fleet.close();
        workers.values().forEach(MockWorker::close);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
