package io.serai.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.core.Api;
import io.serai.core.CallTrace;
import io.serai.core.InferenceCall;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters that calls move, looked up in a registry once for each set of labels. Workers come and go: when their
 * labels crowd, those gone for two scrapes are taken out, after their last values were shown.
 */
final class CallMeters {
    static final int MAX_WORKERS = 1000;
    private static final int MAX_MODELS = 1000;
    private static final int MAX_CODES = 200;

    private final MeterRegistry registry;
    private final LabelLimit models = new LabelLimit(MAX_MODELS);
    private final LabelLimit workers = new LabelLimit(MAX_WORKERS);
    private final LabelLimit codes = new LabelLimit(MAX_CODES);
    private final ConcurrentHashMap<RequestKey, Counter> requests = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<WorkerKey, WorkerMeters> byWorker = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<CodeKey, Counter> errors = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<CodeKey, Counter> retries = new ConcurrentHashMap<>();
    private final LanguageMeters language;
    private final DecisionMeters decisions;
    private Set<String> goneBefore = Set.of();

    private record RequestKey(String model, String worker, Api api, int status) {}

    private record WorkerKey(String model, String worker) {}

    private record CodeKey(String code, String model) {}

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        this.language = new LanguageMeters(registry);
        this.decisions = new DecisionMeters(registry);
    }

    void ended(InferenceCall call, int status, String code) {
        CallTrace trace = call.trace();
        String model = models.label(trace.model());
        String worker = workers.label(trace.worker());
        requests.computeIfAbsent(new RequestKey(model, worker, call.api(), status), this::request)
                .increment();
        if (call.api() != Api.OTHER) {
            byWorker.computeIfAbsent(new WorkerKey(model, worker), this::worker).record(trace, call.fields().stream());
        }
        language.ended(trace, model);
        decisions.made(call.decision());
        if (!code.equals("ok")) {
            errors.computeIfAbsent(new CodeKey(codes.label(code), model), this::error)
                    .increment();
        }
        List<CallTrace.Attempt> attempts = trace.attempts();
        for (int i = 0; i < attempts.size() - 1; i++) {
            String reason = codes.label(attempts.get(i).outcome());
            retries.computeIfAbsent(new CodeKey(reason, model), this::retry).increment();
        }
    }

    /** Makes room where worker labels crowd; called at each scrape with the ids of all workers known. */
    synchronized void prune(Set<String> known) {
        if (!workers.crowded()) {
            goneBefore = Set.of();
            return;
        }
        Set<String> gone = workers.without(known);
        var goneForLong = new HashSet<>(gone);
        goneForLong.retainAll(goneBefore);
        goneForLong.forEach(this::remove);
        goneBefore = gone;
    }

    private void remove(String worker) {
        workers.release(worker);
        requests.entrySet().removeIf(entry -> {
            boolean remove = entry.getKey().worker().equals(worker);
            if (remove) {
                registry.remove(entry.getValue());
            }
            return remove;
        });
        byWorker.entrySet().removeIf(entry -> {
            boolean remove = entry.getKey().worker().equals(worker);
            if (remove) {
                entry.getValue().all().forEach(registry::remove);
            }
            return remove;
        });
    }

    private Counter request(RequestKey key) {
        return Counter.builder("serai.requests")
                .description("Calls that ended")
                .tag("model", key.model())
                .tag("worker", key.worker())
                .tag("api", key.api().name().toLowerCase(Locale.ROOT))
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }

    private WorkerMeters worker(WorkerKey key) {
        return new WorkerMeters(registry, key.model(), key.worker());
    }

    private Counter error(CodeKey key) {
        return Counter.builder("serai.errors")
                .description("Calls that ended with an error, by its code")
                .tag("code", key.code())
                .tag("model", key.model())
                .register(registry);
    }

    private Counter retry(CodeKey key) {
        return Counter.builder("serai.retries")
                .description("Attempts that another attempt followed, by how they failed")
                .tag("reason", key.code())
                .tag("model", key.model())
                .register(registry);
    }
}
