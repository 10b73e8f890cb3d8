package io.serai.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers one worker and watches its health until stopped. Used on the fleet's loop only.
 *
 * <p>There is one timer and one question under way at a time for registration and health; a new round makes late
 * answers of the one before void.
 */
final class Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private final Worker worker;
    private final Probing probing;
    private final Runnable remodelled;
    private final LoadPoller loads;
    private Agenda.@Nullable Entry next;
    private int round;
    private int failures;
    private int successes;
    private long discoveredNanos;
    private boolean stopped;

    /**
     * A monitor.
     *
     * @param remodelled told when the worker serves other models than before
     */
    Monitor(Worker worker, Probing probing, Runnable remodelled) {
        this.worker = worker;
        this.probing = probing;
        this.remodelled = remodelled;
        this.loads = new LoadPoller(worker, probing);
    }

    /** Asks the worker what it serves: at the beginning, and when its specification changed. */
    void discover() {
        int current = newRound();
        probing.registrations().enter(end -> {
            if (current != round) {
                end.run();
                return;
            }
            probing.discovery().run(worker.spec(), probing.settings().health(), result -> {
                end.run();
                if (current == round) {
                    discovered(result);
                }
            });
        });
    }

    /** Checks a ready worker's health now instead of later. */
    void checkSoon() {
        if (worker.ready() && next != null) {
            check();
        }
    }

    /** No more questions. */
    void stop() {
        stopped = true;
        newRound();
        loads.stop();
    }

    private int newRound() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        return ++round;
    }

    private void later(Duration delay, Runnable task) {
        if (!stopped) {
            next = probing.agenda().after(delay, task);
        }
    }

    private void discovered(Discovery.Result result) {
        WorkerState now = worker.state();
        switch (result) {
            case Discovery.Result.Found found -> {
                discoveredNanos = probing.clock().now();
                adopt(now, found.card());
            }
            case Discovery.Result.Failed failed -> {
                switch (now) {
                    case WorkerState.Registering registering -> retry(registering, failed.reason());
                    case WorkerState.Unhealthy _, WorkerState.Ready _ -> judge(now, failed.reason());
                    case WorkerState.Draining _, WorkerState.Removed _ -> {}
                }
            }
        }
    }

    private void adopt(WorkerState now, WorkerCard told) {
        WorkerCard before = worker.card();
        WorkerCard card = told.withTimesOf(before);
        boolean changed = worker.discovered(card);
        boolean wasReady = now instanceof WorkerState.Ready;
        if (!wasReady
                && !worker.become(now, new WorkerState.Ready(probing.clock().instant()), "registered")) {
            return;
        }
        if (changed || !wasReady || !card.equals(before)) {
            remodelled.run();
        }
        failures = 0;
        successes = 0;
        if (!wasReady || before == null || before.engine() != card.engine()) {
            loads.start(card.engine());
        }
        Duration interval = probing.settings().health().interval();
        later(wasReady ? probing.jitter(interval) : probing.spread(interval), this::check);
    }

    private void retry(WorkerState.Registering now, String reason) {
        int attempts = now.attempts() + 1;
        if (!reason.equals(now.lastError())) {
            LOG.warn(
                    "Worker {} ({}) is not there yet: {}; it is tried again",
                    worker.id(),
                    worker.spec().url(),
                    reason);
        }
        if (worker.become(now, new WorkerState.Registering(attempts, reason), reason)) {
            later(probing.backoff(attempts), this::discover);
        }
    }

    private void check() {
        int current = newRound();
        HealthSettings health = probing.settings().health();
        String target = target(health);
        probing.fetcher().get(worker.endpoint(), target, health.timeout(), answer -> {
            if (current == round) {
                judge(worker.state(), healthy(answer) ? null : answer.shown(target));
            }
        });
    }

    private String target(HealthSettings health) {
        return provider() ? Discovery.MODELS : health.path();
    }

    /** A provider has no health endpoint: that it answers at all, and takes our key, is what we can know. */
    private boolean healthy(FetchResult answer) {
        return answer instanceof FetchResult.Got got
                && (got.ok() || (provider() && got.status() < 500 && got.status() != 401 && got.status() != 403));
    }

    private boolean provider() {
        WorkerCard card = worker.card();
        return card != null && card.engine() == EngineType.OPENAI;
    }

    /** Draws the consequence of a check; {@code fault} is null if the worker is well. */
    private void judge(WorkerState now, @Nullable String fault) {
        failures = fault == null ? 0 : failures + 1;
        successes = fault == null ? successes + 1 : 0;
        HealthSettings health = probing.settings().health();
        switch (now) {
            case WorkerState.Ready _ when fault != null && failures >= health.failureThreshold() -> fail(now, fault);
            case WorkerState.Ready _ when fault == null && mustLookAgain() -> discover();
            case WorkerState.Ready _ -> later(probing.jitter(health.interval()), this::check);
            case WorkerState.Unhealthy unhealthy when fault != null -> fail(unhealthy, fault);
            case WorkerState.Unhealthy _ when successes >= health.successThreshold() -> discover();
            case WorkerState.Unhealthy _ -> later(probing.backoff(1), this::check);
            case WorkerState.Registering _, WorkerState.Draining _, WorkerState.Removed _ -> {}
        }
    }

    private void fail(WorkerState now, String fault) {
        int threshold = probing.settings().health().failureThreshold();
        Duration pause = probing.backoff(failures - threshold + 1);
        var unhealthy =
                new WorkerState.Unhealthy(failures, fault, probing.clock().instantIn(pause));
        if (worker.become(now, unhealthy, fault)) {
            if (now instanceof WorkerState.Ready) {
                loads.stop();
            }
            later(pause, this::check);
        }
    }

    private boolean mustLookAgain() {
        Duration interval = probing.settings().discoveryInterval();
        return interval.isPositive() && probing.clock().now() - discoveredNanos >= interval.toNanos();
    }
}
