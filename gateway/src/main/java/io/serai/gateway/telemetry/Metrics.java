package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.serai.core.CallObserver;
import io.serai.core.InferenceCall;
import io.serai.gateway.classifiers.ClassifyRecorder;
import io.serai.onnx.HostStats;
import io.serai.steps.pii.PiiCounts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's metrics, in Prometheus' terms. Thread-safe.
 *
 * <p>Labels: {@code model} is the model that serves the call, {@code none} until it is resolved, so a name that no
 * worker serves is never one; {@code worker} is the worker tried last, {@code none} if none was and {@code other} for
 * those beyond 1,000. Times are taken from the call's trace: first-token and per-token times of streams only, queue
 * times of dispatched calls only; calls without a model's work (health, lists) count as requests but have no times.
 */
public final class Metrics implements CallObserver, ClassifyRecorder, AutoCloseable {
    private static final String TEXT = "text/plain";

    private final PrometheusMeterRegistry registry;
    private final FleetView fleet;
    private final CallMeters calls;
    private final ClassifyMeters classify;
    private final AtomicLong generation = new AtomicLong();
    private @Nullable JvmGcMetrics gc;

    /** Metrics of calls and of {@code fleet}; those of the JVM are set up by the first scrape. */
    public Metrics(FleetView fleet) {
        this.fleet = fleet;
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
        this.calls = new CallMeters(registry);
        this.classify = new ClassifyMeters(registry);
        Gauge.builder("serai.requests.running", fleet, FleetView::running)
                .description("Calls in the gateway, queued ones included")
                .register(registry);
        Gauge.builder("serai.requests.queued", fleet, FleetView::queued)
                .description("Calls that wait for a worker")
                .register(registry);
        Gauge.builder("serai.generation", generation, AtomicLong::doubleValue)
                .description("Generation of routes and configuration that serves")
                .register(registry);
        registry.getPrometheusRegistry().register(new WorkerGauges(fleet));
    }

    @Override
    public void ended(InferenceCall call, int status, String code) {
        calls.ended(call, status, code);
    }

    @Override
    public void ended(String outcome, long nanos) {
        classify.ended(outcome, nanos);
    }

    @Override
    public void failed(String reason, boolean refused) {
        classify.failed(reason, refused);
    }

    @Override
    public void waited(long nanos) {
        classify.waited(nanos);
    }

    @Override
    public void ran(int rows, long nanos) {
        classify.ran(rows, nanos);
    }

    /** A change of {@code serai.yaml} was applied, or refused. */
    public void configReloaded(boolean applied) {
        reloads("serai.config.reloads", "Changes of the configuration", applied).increment();
    }

    /** A change of the route files was applied, or refused. */
    public void routesReloaded(boolean applied) {
        reloads("serai.route.reloads", "Changes of the route files", applied).increment();
    }

    /** The generation that serves from now on. */
    public void generation(long number) {
        generation.set(number);
    }

    /** Shows the lines that {@code log} could not write. */
    public void watch(AccessLog log) {
        FunctionCounter.builder("serai.access.log.dropped", log, AccessLog::dropped)
                .description("Access log lines lost: queue full, or the file could not be written")
                .register(registry);
    }

    /** Shows what the token cache does; called once. */
    public void watch(Supplier<List<TokenCacheSample>> tokens) {
        registry.getPrometheusRegistry().register(new TokenCacheMeters(tokens));
    }

    /** Shows what the response cache does; called once. */
    public void watchResponses(Supplier<ResponseCacheSample> cache) {
        registry.getPrometheusRegistry().register(new ResponseCacheMeters(cache));
    }

    /** Shows what classifiers are and have done; called once. */
    public void watch(Supplier<HostStats> totals, Supplier<List<ClassifierSample>> classifiers) {
        registry.getPrometheusRegistry().register(new ClassifierGauges(totals, classifiers));
    }

    /**
     * Shows what is done about personal data; called once.
     *
     * @param failOpen whether requests pass that cannot be searched
     */
    public void watchPii(PiiCounts counts, BooleanSupplier failOpen) {
        registry.getPrometheusRegistry().register(new PiiMeters(counts, failOpen));
    }

    /** For meters of other parts. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Writes all metrics in Prometheus' text format, version 0.0.4, UTF-8. */
    public void scrape(OutputStream out) throws IOException {
        bindJvm();
        calls.prune(fleet.workers().stream().map(WorkerSample::id).collect(Collectors.toSet()));
        registry.scrape(out, TEXT);
    }

    @Override
    public synchronized void close() {
        if (gc != null) {
            gc.close();
        }
        registry.close();
    }

    private synchronized void bindJvm() {
        if (gc != null) {
            return;
        }
        gc = new JvmGcMetrics();
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private Counter reloads(String name, String description, boolean applied) {
        return Counter.builder(name)
                .description(description)
                .tag("result", applied ? "applied" : "refused")
                .register(registry);
    }
}
