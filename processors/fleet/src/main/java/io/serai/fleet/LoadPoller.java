package io.serai.fleet;

import io.serai.core.WorkerLoad;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks one worker for its load, again and again. A failure is no health fault; after three intervals without an answer
 * the load counts as unknown. Used on the fleet's loop only.
 */
final class LoadPoller {
    /** Where load can be read, newest form first. */
    private enum Source {
        SGLANG_LOADS("/v1/loads?include=core"),
        SGLANG_GET_LOAD("/get_load"),
        VLLM_METRICS("/metrics"),
        VLLM_LOAD("/load");

        private final String target;

        Source(String target) {
            this.target = target;
        }

        static @Nullable Source of(EngineType engine) {
            return switch (engine) {
                case SGLANG -> SGLANG_LOADS;
                case VLLM -> VLLM_METRICS;
                case OPENAI, AUTO -> null;
            };
        }

        Source other() {
            return switch (this) {
                case SGLANG_LOADS -> SGLANG_GET_LOAD;
                case SGLANG_GET_LOAD -> SGLANG_LOADS;
                case VLLM_METRICS -> VLLM_LOAD;
                case VLLM_LOAD -> VLLM_METRICS;
            };
        }

        @Nullable
        LoadFigures read(FetchResult answer) {
            return switch (this) {
                case SGLANG_LOADS -> LoadFigures.ofSglang(LenientJson.tree(answer));
                case SGLANG_GET_LOAD -> LoadFigures.ofOldSglang(LenientJson.tree(answer));
                case VLLM_METRICS ->
                    answer instanceof FetchResult.Got got && got.ok() ? VllmMetrics.read(got.body()) : null;
                case VLLM_LOAD -> LoadFigures.ofVllmLoad(LenientJson.tree(answer));
            };
        }
    }

    private final Worker worker;
    private final Probing probing;
    private @Nullable Source source;
    private Agenda.@Nullable Entry next;
    private int round;

    LoadPoller(Worker worker, Probing probing) {
        this.worker = worker;
        this.probing = probing;
    }

    /** Begins anew, for an engine of that type. */
    void start(EngineType engine) {
        stop();
        source = Source.of(engine);
        if (source != null) {
            int current = round;
            Duration first = probing.settings().loads().enabled() ? probing.spread(interval()) : Duration.ofSeconds(1);
            next = probing.agenda().after(first, () -> poll(current));
        }
    }

    /** Stops; what was polled is forgotten. */
    void stop() {
        round++;
        if (next != null) {
            next.cancel();
            next = null;
        }
        worker.load(WorkerLoad.UNKNOWN);
    }

    private Duration interval() {
        return probing.settings().loads().intervalFor(probing.workers());
    }

    private void poll(int asked) {
        Source from = source;
        if (asked != round || from == null) {
            return;
        }
        LoadSettings loads = probing.settings().loads();
        if (!loads.enabled()) {
            worker.load(WorkerLoad.UNKNOWN);
            again(Duration.ofSeconds(5)); // only to notice that it was switched on
            return;
        }
        probing.fetcher().get(worker.endpoint(), from.target, loads.timeout(), answer -> {
            if (asked == round) {
                take(from, answer);
                again(probing.jitter(interval()));
            }
        });
    }

    private void again(Duration delay) {
        int current = round;
        next = probing.agenda().after(delay, () -> poll(current));
    }

    private void take(Source from, FetchResult answer) {
        LoadFigures figures = from.read(answer);
        long now = probing.clock().now();
        if (figures != null) {
            worker.load(new WorkerLoad(
                    figures.running(),
                    figures.waiting(),
                    figures.waitingTokens(),
                    figures.tokenUsage(),
                    now == 0 ? 1 : now,
                    worker.inFlight()));
            return;
        }
        if (answer.is(404)) {
            source = from.other();
        }
        WorkerLoad last = worker.load();
        if (last.observedNanos() != 0
                && now - last.observedNanos() > interval().multipliedBy(3).toNanos()) {
            worker.load(WorkerLoad.UNKNOWN);
        }
    }
}
