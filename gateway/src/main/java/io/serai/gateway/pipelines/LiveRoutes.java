package io.serai.gateway.pipelines;

import io.serai.gateway.ingress.Pipelines;
import io.serai.steps.http.PathTable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javax.management.JMException;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that serve now. {@link #poll} looks at the folder; an edit goes live as a whole or not at all, and what is
 * refused leaves the live generation as it was.
 */
public final class LiveRoutes implements Pipelines, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    private final Path folder;
    private final Registry beans;
    private final Executor jmx;
    private volatile PathTable table = PathTable.EMPTY;
    private volatile Status status = new Status(0, 0, 0, List.of(), List.of(), null);
    private @Nullable Generation live;
    private @Nullable RouteFiles seen;
    private @Nullable RouteFiles refused;
    private @Nullable RouteProblem unreadable;

    /**
     * How reloading stands.
     *
     * @param generation number of the live generation, from 1
     * @param applied    reloads that went live, the first load included
     * @param refused    reloads that were refused
     * @param routeIds   routes of the live generation
     * @param unsearched those of them that send requests to workers in which no {@code llm-pii} step has looked for
     *                   personal data, with their places
     * @param problem    why the latest edit is not live, or null
     */
    public record Status(
            int generation,
            int applied,
            int refused,
            List<String> routeIds,
            List<String> unsearched,
            @Nullable RouteProblem problem) {
        private Status with(@Nullable RouteProblem other) {
            return new Status(generation, applied, refused, routeIds, unsearched, other);
        }
    }

    /**
     * Routes of {@code folder}; nothing is loaded yet.
     *
     * @param beans what steps look up
     * @param jmx   shows generations in JMX, one after the other: making MBeans takes longer than making the routes, so
     *              no start and no reload waits for it
     */
    public LiveRoutes(Path folder, Registry beans, Executor jmx) {
        this.folder = folder;
        this.beans = beans;
        this.jmx = jmx;
    }

    /**
     * Makes the folder's present state live.
     *
     * @throws RouteException if it cannot be
     */
    public synchronized void load() throws RouteException {
        swap(RouteFiles.read(folder));
    }

    /** Looks for an edit. It is applied once the folder is found alike twice, so that a save of several files is one. */
    public synchronized void poll() {
        if (live == null) {
            return;
        }
        try {
            RouteFiles now = RouteFiles.read(folder);
            unreadable = null;
            boolean stable = now.equals(seen);
            seen = now;
            if (stable && now.equals(live.files())) {
                restored();
            } else if (stable && !now.equals(refused)) {
                apply(now);
            }
        } catch (RouteException e) {
            unreadable(e);
        }
    }

    private void apply(RouteFiles files) {
        try {
            swap(files);
            LOG.info(
                    "routes reloaded: generation {} serves {} routes",
                    status.generation(),
                    status.routeIds().size());
        } catch (RouteException e) {
            refused = files;
            refuse(e.problem());
        }
    }

    private void restored() {
        refused = null;
        if (status.problem() != null) {
            LOG.info("routes are again those of generation {}", status.generation());
            status = status.with(null);
        }
    }

    /** Told only if it lasts: an editor that saves by renaming lets a file be missing for a moment. */
    private void unreadable(RouteException e) {
        boolean lasts = e.problem().equals(unreadable);
        unreadable = e.problem();
        seen = null;
        if (lasts && !e.problem().equals(status.problem())) {
            refused = null;
            refuse(e.problem());
        }
    }

    private void refuse(RouteProblem problem) {
        LOG.error("routes not reloaded, generation {} stays live: {}", status.generation(), problem);
        status = new Status(
                status.generation(),
                status.applied(),
                status.refused() + 1,
                status.routeIds(),
                status.unsearched(),
                problem);
    }

    private void swap(RouteFiles files) throws RouteException {
        Generation next = Generation.start(files, beans);
        Generation old = live;
        live = next;
        seen = files;
        refused = null;
        table = next.table();
        status = new Status(
                status.generation() + 1,
                status.applied() + 1,
                status.refused(),
                next.routeIds(),
                next.unsearched(),
                null);
        jmx.execute(() -> showInJmx(old, next));
        if (old != null) {
            old.drain();
        }
    }

    private static void showInJmx(@Nullable Generation old, Generation next) {
        try {
            if (old != null) {
                old.withdraw();
            }
            next.publish();
        } catch (JMException e) {
            LOG.warn("JMX does not show the live routes: {}", e.toString());
        }
    }

    @Override
    public PathTable.Match find(String method, String path) {
        return table.find(method, path);
    }

    /** How reloading stands. */
    public Status status() {
        return status;
    }

    /** Stops the live generation; what still runs in a pipeline is cut. */
    @Override
    public synchronized void close() {
        if (live != null) {
            live.stop();
            live = null;
        }
    }
}
