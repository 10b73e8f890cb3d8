package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.WorkerLoad;
import io.serai.fleet.BreakerState;
import io.serai.fleet.EngineType;
import io.serai.fleet.WorkerCard;
import io.serai.fleet.WorkerSpec;
import io.serai.fleet.WorkerState;
import io.serai.fleet.WorkerStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker as JSON. The fields and their order do not depend on the worker; null is what it did not tell. */
final class WorkerJson {
    private WorkerJson() {}

    static ObjectNode of(WorkerStatus worker) {
        WorkerSpec spec = worker.spec();
        ObjectNode to = AdminJson.object();
        to.put("id", worker.id()).put("url", spec.url().toString());
        to.put("status", worker.state().key());
        to.set("state", state(worker.state()));
        to.set("breaker", breaker(worker.breaker()));
        var models = to.putArray("models");
        worker.models().forEach(models::add);
        to.set("declared_models", texts(spec.models()));
        to.put("engine", engine(worker).key());
        to.put("context_length", spec.contextLength());
        to.set("model_card", card(worker.card()));
        to.set("labels", texts(spec.labels()));
        to.put("priority", spec.priority()).put("weight", spec.weight()).put("effective_weight", worker.weight());
        to.put("cost", spec.cost());
        to.put("max_in_flight", spec.maxInFlight()).put("in_flight", worker.inFlight());
        to.set("load", load(worker.load()));
        to.put("origin", spec.origin().name().toLowerCase(Locale.ROOT));
        to.put("api_key_set", worker.keySet());
        return to;
    }

    /** What was found; what was asked for as long as nothing was. */
    private static EngineType engine(WorkerStatus worker) {
        WorkerCard card = worker.card();
        return card == null ? worker.spec().engine() : card.engine();
    }

    private static ObjectNode state(WorkerState state) {
        ObjectNode to = AdminJson.object();
        return switch (state) {
            case WorkerState.Registering(int attempts, @Nullable String lastError) ->
                to.put("attempts", attempts).put("last_error", lastError);
            case WorkerState.Ready(Instant since) -> to.put("since", time(since));
            case WorkerState.Unhealthy(int failures, String reason, Instant nextProbe) ->
                to.put("failures", failures).put("reason", reason).put("next_probe", time(nextProbe));
            case WorkerState.Draining(Instant deadline) -> to.put("deadline", time(deadline));
            case WorkerState.Removed() -> to;
        };
    }

    private static ObjectNode breaker(BreakerState breaker) {
        ObjectNode to = AdminJson.object().put("state", breaker.key());
        return switch (breaker) {
            case BreakerState.Closed() -> to;
            case BreakerState.Open(Instant until) -> to.put("until", time(until));
            case BreakerState.HalfOpen(int permitsLeft) -> to.put("permits_left", permitsLeft);
        };
    }

    private static @Nullable ObjectNode card(@Nullable WorkerCard card) {
        if (card == null) {
            return null;
        }
        ObjectNode to = AdminJson.object().put("version", card.version());
        var models = to.putArray("models");
        card.models()
                .forEach(entry -> models.add(AdminJson.object()
                        .put("id", entry.id())
                        .put("root", entry.root())
                        .put("parent", entry.parent())
                        .put("context_length", known(entry.contextLength()))
                        .put("owned_by", entry.ownedBy())));
        return to.put("generation", card.generation())
                .put("reasoning_parser", card.reasoningParser())
                .put("tool_call_parser", card.toolCallParser())
                .put("vision", card.vision())
                .put("dp_size", card.dpSize())
                .put("page_size", known(card.pageSize()));
    }

    private static @Nullable Integer known(int value) {
        return value == 0 ? null : Integer.valueOf(value);
    }

    private static ObjectNode load(WorkerLoad load) {
        return AdminJson.object()
                .put("known", load.observedNanos() != 0)
                .put("running", load.running())
                .put("waiting", load.waiting())
                .put("waiting_tokens", load.waitingTokens())
                .put("token_usage", load.tokenUsage());
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode to = AdminJson.object();
        texts.forEach(to::put);
        return to;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
