package io.serai.gateway.pipelines;

import io.serai.core.EngineClient;
import io.serai.core.Timeouts;
import io.serai.engines.http.HttpClientSettings;
import io.serai.engines.http.HttpEngineClient;
import io.serai.fleet.Fleet;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.RetryPolicy;
import io.serai.fleet.admission.Admission;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.fleet.policy.Policies;
import io.serai.fleet.policy.PolicySettings;
import io.serai.steps.dispatch.DispatchSettings;
import io.serai.steps.dispatch.Dispatcher;
import io.serai.steps.fleet.Lifecycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.camel.support.DefaultRegistry;

/** A folder of route files with the routes that are live; no server, and a fleet without workers. */
final class RouteFolder implements AutoCloseable {
    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

    final LiveRoutes routes;
    private final Path folder;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

    RouteFolder(Path folder) {
        this(folder, Runnable::run);
    }

    RouteFolder(Path folder, Executor jmx) {
        this.folder = folder;
        this.routes = new LiveRoutes(folder, beans(), jmx);
    }

    private DefaultRegistry beans() {
        var engines = new HttpEngineClient(HttpClientSettings.DEFAULT, System::nanoTime);
        var fleet = new Fleet(FleetSettings.DEFAULT, engines, loop, model -> Policies.create(PolicySettings.DEFAULTS));
        var dispatcher = new Dispatcher(
                fleet,
                engines,
                new Admission(AdmissionSettings.DEFAULT, System::nanoTime),
                new RetryBudget(RetryBudget.Settings.DEFAULT, System::nanoTime),
                new DispatchSettings(LIMITS, RetryPolicy.DEFAULT, false),
                System::nanoTime,
                RandomGenerator.getDefault());
        var beans = new DefaultRegistry();
        beans.bind("fleet", Fleet.class, fleet);
        beans.bind("engines", EngineClient.class, engines);
        beans.bind("dispatcher", Dispatcher.class, dispatcher);
        Lifecycle open = () -> true;
        beans.bind("lifecycle", Lifecycle.class, open);
        return beans;
    }

    /** Saves a file; nobody looks yet. */
    RouteFolder write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RouteFolder delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Looks until an edit that stands is decided on. */
    LiveRoutes.Status settle() {
        routes.poll();
        routes.poll();
        return routes.status();
    }

    @Override
    public void close() {
        routes.close();
        loop.shutdownNow();
    }
}
