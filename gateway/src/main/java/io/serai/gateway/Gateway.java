package io.serai.gateway;

import io.serai.core.CallObserver;
import io.serai.core.SignalNeeds;
import io.serai.fleet.WorkerSpec;
import io.serai.gateway.admin.AdminApi;
import io.serai.gateway.classifiers.ClassifyRecorder;
import io.serai.gateway.config.AccessLogConfig;
import io.serai.gateway.config.ConfigException;
import io.serai.gateway.config.ConfigSource;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.config.LabelChecks;
import io.serai.gateway.config.Loaded;
import io.serai.gateway.config.ModelLabels;
import io.serai.gateway.config.SeraiConfig;
import io.serai.gateway.config.Shutdown;
import io.serai.gateway.config.Tls;
import io.serai.gateway.ingress.Ingress;
import io.serai.gateway.ingress.OpenCalls;
import io.serai.gateway.ingress.Pipelines;
import io.serai.gateway.ingress.Server;
import io.serai.gateway.ingress.ServerTls;
import io.serai.gateway.pipelines.LiveRoutes;
import io.serai.gateway.pipelines.RouteCheck;
import io.serai.gateway.pipelines.RouteException;
import io.serai.gateway.telemetry.AccessLog;
import io.serai.gateway.telemetry.AccessLogSettings;
import io.serai.gateway.telemetry.Logging;
import io.serai.gateway.telemetry.Metrics;
import io.serai.gateway.telemetry.RequestLog;
import io.serai.gateway.telemetry.ScrapeServer;
import io.serai.steps.http.PathTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. What it is made of is made here, in the order of the fields. */
final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    /** For error events to reach clients that still read. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    /** Longer than a start takes. */
    private static final Duration START = Duration.ofMillis(700);

    private static final Duration CONFIG_POLL = Duration.ofMillis(500);

    private static final Duration CLASSIFIER_POLL = Duration.ofSeconds(1);

    /** A worker's model list may change without its state doing so. */
    private static final Duration MODEL_LOOK = Duration.ofMillis(500);

    private final SeraiConfig initial;
    private final ConfigStore config;
    private final EventLoops loops;
    private final Dispatching dispatching;
    private final ModelParts models;
    private final ModelChoice choice;
    private final Responses responses;
    private final ClassifierParts classifiers;
    private final LabelWatch labels;
    private final PiiParts pii;
    private final OpenCalls openCalls = new OpenCalls();
    private final Metrics metrics;
    private final RequestLog requests;
    private final @Nullable AccessLog accessLog;
    private final LiveRoutes routes;
    private final Server server;
    private final Ingress ingress;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("serai-watch").factory());
    private @Nullable ScrapeServer scrapes;
    private long configReloads;
    private long configRefusals;

    /**
     * Puts a gateway together; nothing listens yet.
     *
     * @throws IOException if a certificate or a log file cannot be used
     */
    Gateway(ConfigSource source, Loaded loaded) throws IOException {
        initial = loaded.config();
        config = new ConfigStore(source, loaded);
        loops = EventLoops.start(initial.server().threads());
        dispatching = Dispatching.of(initial, config::current, loops);
        models = ModelParts.of(initial, config::current, dispatching.fleet(), initial.stateDir());
        choice = ModelChoice.of(initial);
        responses = Responses.of(initial);
        pii = PiiParts.of(initial);
        metrics = new Metrics(new FleetSamples(dispatching.fleet(), dispatching.admission(), openCalls));
        metrics.watch(new TokenSamples(models.languages()));
        metrics.watchPii(pii.guard().counts(), pii.guard()::failsOpenAnywhere);
        metrics.watchResponses(responses);
        classifiers = ClassifierParts.of(initial, config::current, metrics);
        classifiers.watch(metrics);
        labels = new LabelWatch(config, classifiers.live());
        requests = new RequestLog(initial.requestsKept(), InstantSource.system());
        accessLog = accessLog(initial.accessLog());
        routes = new LiveRoutes(
                initial.routes().dir(),
                beans(dispatching, models, choice, responses, classifiers, pii, openCalls),
                this::afterStart);
        server = new Server(
                pipelines(),
                openCalls,
                observers(),
                SettingsMapping.ingress(initial),
                SettingsMapping.credentials(initial));
        ingress = new Ingress(server, loops.group(), loops.nativeEpoll(), bind());
    }

    private static Registry beans(
            Dispatching dispatching,
            ModelParts models,
            ModelChoice choice,
            Responses responses,
            ClassifierParts classifiers,
            PiiParts pii,
            OpenCalls openCalls) {
        Registry beans = dispatching.beans(openCalls);
        models.bind(beans);
        choice.bind(beans);
        responses.bind(beans);
        beans.bind("signalNeeds", SignalNeeds.class, responses.needs(choice.tables()::heads));
        classifiers.bind(beans);
        pii.bind(beans);
        return beans;
    }

    private static @Nullable AccessLog accessLog(AccessLogConfig settings) {
        return switch (settings.format()) {
            case OFF -> null;
            case TEXT -> open(AccessLogSettings.Format.TEXT, settings);
            case JSON -> open(AccessLogSettings.Format.JSON, settings);
        };
    }

    private static AccessLog open(AccessLogSettings.Format format, AccessLogConfig settings) {
        return AccessLog.open(new AccessLogSettings(format, settings.file()), InstantSource.system());
    }

    /** The admin API comes first: no route file can take its paths over. */
    private Pipelines pipelines() {
        PathTable admin = new AdminApi(
                        dispatching.fleet(),
                        models.store(),
                        models.cards(),
                        models.languages(),
                        classifiers.live(),
                        requests,
                        routes,
                        config)
                .table();
        return (method, path) -> {
            PathTable.Match fixed = admin.find(method, path);
            return fixed == PathTable.Match.NotFound.INSTANCE ? routes.find(method, path) : fixed;
        };
    }

    private List<CallObserver> observers() {
        var observers = new ArrayList<CallObserver>(List.of(metrics, requests, choice));
        if (accessLog != null) {
            observers.add(accessLog);
            metrics.watch(accessLog);
        }
        return observers;
    }

    private Ingress.Bind bind() throws IOException {
        Tls tls = initial.server().tls();
        ServerTls certificate = certificate(initial);
        if (certificate != null && tls != null && !tls.reloadInterval().isZero()) {
            every(tls.reloadInterval(), certificate::reloadIfChanged);
        }
        return new Ingress.Bind(
                initial.server().host(),
                initial.server().port(),
                (int) initial.server().lineLimit().bytes(),
                (int) initial.server().headerLimit().bytes(),
                certificate);
    }

    private static @Nullable ServerTls certificate(SeraiConfig config) throws IOException {
        Tls tls = config.server().tls();
        return tls == null ? null : new ServerTls(tls.certificate(), tls.key());
    }

    /**
     * Checks what only a start would show: that certificates can be read, that every route starts. Nothing listens and
     * no file is written.
     *
     * @return what is in order but may not be meant so; empty for nothing
     * @throws ConfigException if policies or rules ask models for what they cannot say
     * @throws RouteException if a route file is wrong
     * @throws IOException if a certificate cannot be used
     */
    static List<String> check(Loaded loaded) throws ConfigException, RouteException, IOException {
        SeraiConfig config = loaded.config();
        EventLoops loops = EventLoops.start(1);
        try (var dispatching = Dispatching.of(config, () -> config, loops);
                var models = ModelParts.of(config, () -> config, dispatching.fleet(), null);
                var classifiers = ClassifierParts.of(config, () -> config, ClassifyRecorder.NONE)) {
            var _ = certificate(config);
            classifiers.check(config);
            ModelLabels labels = classifiers.live().labels(config.classifiers().models());
            LabelChecks.check(loaded, labels);
            List<String> unsearched = RouteCheck.check(
                    config.routes().dir(),
                    beans(
                            dispatching,
                            models,
                            ModelChoice.of(config),
                            Responses.of(config),
                            classifiers,
                            PiiParts.of(config),
                            new OpenCalls()));
            var warnings = new ArrayList<String>();
            LabelChecks.lacking(loaded, labels::live).forEach(problem -> warnings.add(problem.toString()));
            PiiParts.warning(config, unsearched).ifPresent(warnings::add);
            return warnings;
        } finally {
            loops.stop();
        }
    }

    // ---- life

    /**
     * Starts serving.
     *
     * @throws ConfigException if policies or rules ask models for what they cannot say
     * @throws RouteException if a route file is wrong
     * @throws IOException if a port cannot be listened on
     */
    void start() throws ConfigException, RouteException, IOException {
        labels.check(config.loaded());
        classifiers.configure(initial);
        routes.load();
        warnOfUnsearched(initial);
        metrics.generation(routes.status().generation());
        scrapes = scrapeServer();
        dispatching.fleet().start();
        ingress.start();
        afterStart(ingress::showInJmx);
        config.require(labels::check);
        config.onChange(this::reconfigure);
        config.watch(housekeeping, CONFIG_POLL);
        every(CONFIG_POLL, this::countConfigChanges);
        models.languages().refresh();
        every(MODEL_LOOK, models.languages()::refresh);
        every(initial.routes().poll(), this::pollRoutes);
        every(CLASSIFIER_POLL, classifiers.live()::poll);
        every(CLASSIFIER_POLL, labels::look);
        LOG.info("serving on {}:{}", initial.server().host(), ingress.port());
    }

    /** What a start does not wait for. */
    private void afterStart(Runnable task) {
        housekeeping.schedule(task, START.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ScrapeServer scrapeServer() throws IOException {
        try {
            return ScrapeServer.start(
                    initial.metrics().host(), initial.metrics().port(), metrics::scrape);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void pollRoutes() {
        LiveRoutes.Status before = routes.status();
        routes.poll();
        LiveRoutes.Status after = routes.status();
        if (after.applied() != before.applied() || after.refused() != before.refused()) {
            metrics.routesReloaded(after.applied() != before.applied());
            metrics.generation(after.generation());
        }
        if (after.applied() != before.applied()) {
            warnOfUnsearched(config.current());
        }
    }

    private void warnOfUnsearched(SeraiConfig now) {
        PiiParts.warning(now, routes.status().unsearched()).ifPresent(LOG::warn);
    }

    private void countConfigChanges() {
        for (; configReloads < config.reloads(); configReloads++) {
            metrics.configReloaded(true);
        }
        for (; configRefusals < config.refusals(); configRefusals++) {
            metrics.configReloaded(false);
        }
    }

    private void every(Duration interval, Runnable task) {
        housekeeping.scheduleWithFixedDelay(
                () -> unfailing(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An exception would end the schedule for ever. */
    private static void unfailing(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a look at a watched file failed; the next one comes", e);
        }
    }

    private void reconfigure(SeraiConfig before, SeraiConfig next) {
        var ingressSettings = SettingsMapping.ingress(next);
        var credentials = SettingsMapping.credentials(next);
        dispatching.reconfigure(before, next);
        models.languages().refresh();
        choice.reconfigure(next);
        responses.cache().reconfigure(SettingsMapping.responses(next));
        pii.reconfigure(before, next);
        if (!next.pii().policies().equals(before.pii().policies())) {
            warnOfUnsearched(next);
        }
        server.reconfigure(ingressSettings, credentials);
        Logging.configure(next.logLevel().name().toLowerCase(Locale.ROOT));
        classifiers.configure(next); // last: it may load models for seconds, and no policy waits for that
    }

    /** Adds a worker beside those of the configuration. */
    void register(String workerUrl) {
        dispatching.fleet().register(WorkerSpec.of(workerUrl));
    }

    /** Port that clients connect to. */
    int port() {
        return ingress.port();
    }

    /** Port of the metrics. */
    int metricsPort() {
        return scrapes == null ? 0 : scrapes.port();
    }

    /**
     * Stops as a load balancer likes it: readiness fails at once, requests are still served for the settle time, then
     * new ones are refused, and what runs may finish within the grace period.
     */
    void drain() {
        Shutdown limits = config.current().server().shutdown();
        LOG.info("stopping: new requests are refused in {}, {} calls run", limits.settle(), openCalls.running());
        openCalls.settle();
        Pause.of(limits.settle());
        openCalls.refuse();
        boolean finished = Pause.until(() -> openCalls.running() == 0, limits.grace());
        if (!finished) {
            LOG.warn("{} calls did not finish within {} and are cut", openCalls.running(), limits.grace());
            openCalls.cut();
            Pause.until(() -> openCalls.running() == 0, LAST_BYTES);
        }
    }

    /** Stops at once. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
        ingress.close();
        routes.close();
        classifiers.close();
        models.close();
        dispatching.close();
        if (scrapes != null) {
            scrapes.close();
        }
        metrics.close();
        if (accessLog != null) {
            accessLog.close();
        }
        loops.stop();
        LOG.info("stopped");
    }
}
