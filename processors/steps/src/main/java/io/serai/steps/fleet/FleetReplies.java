package io.serai.steps.fleet;

import io.serai.core.CallError;
import io.serai.core.ModelCards;
import io.serai.core.Reply;
import io.serai.core.WorkerLoad;
import io.serai.fleet.Fleet;
import io.serai.fleet.ModelInfo;
import io.serai.fleet.WorkerStatus;
import io.serai.fleet.choice.ModelTables;
import io.serai.steps.JsonReply;
import io.serai.wire.Json;
import io.serai.wire.JsonValues;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers from what the gateway knows of its fleet, without asking a worker. */
final class FleetReplies {
    private final Fleet fleet;
    private final Lifecycle lifecycle;
    private final ModelCards cards;
    private final ModelTables tables;

    FleetReplies(Fleet fleet, Lifecycle lifecycle, ModelCards cards, ModelTables tables) {
        this.fleet = fleet;
        this.lifecycle = lifecycle;
        this.cards = cards;
        this.tables = tables;
    }

    Reply liveness() {
        return JsonReply.written(200, "{\"status\":\"alive\"}");
    }

    Reply readiness() {
        if (!lifecycle.accepting()) {
            return JsonReply.written(503, "{\"status\":\"shutting down\"}");
        }
        return fleet.ready()
                ? JsonReply.written(200, "{\"status\":\"ready\"}")
                : JsonReply.written(503, "{\"status\":\"no worker is ready\"}");
    }

    Reply models() {
        var listed = new TreeMap<String, ModelInfo>(fleet.models());
        tables.names().forEach(name -> listed.put(name, table(name)));
        return JsonReply.written(
                200, "{\"object\":\"list\",\"data\":" + list(listed.values(), FleetReplies::model) + "}");
    }

    /** A routing table, as clients see it: a model of the gateway's own. */
    private static ModelInfo table(String name) {
        return new ModelInfo(name, 0, "serai", 0, 0, name, null);
    }

    /**
     * One model, with what clients may know of its card.
     *
     * @throws CallError 404 if it is not served
     */
    Reply model(String id) {
        if (tables.find(id) != null) {
            return JsonReply.written(200, model(table(id)));
        }
        ModelInfo info = fleet.models().get(id);
        if (info == null) {
            throw CallError.of(404, "model_not_found", "The model does not exist. GET /v1/models lists those that do.")
                    .about("model");
        }
        String plain = model(info);
        String card = JsonValues.write(PublicCard.of(cards.of(info.root())));
        return JsonReply.written(200, plain.substring(0, plain.length() - 1) + ",\"card\":" + card + "}");
    }

    private static String model(ModelInfo info) {
        String parent = info.parent();
        return "{\"id\":" + Json.quote(info.id())
                + ",\"object\":\"model\",\"created\":" + info.created()
                + ",\"owned_by\":" + Json.quote(info.ownedBy())
                + ",\"root\":" + Json.quote(info.root())
                + ",\"parent\":" + (parent == null ? "null" : Json.quote(parent))
                + ",\"max_model_len\":" + (info.contextLength() > 0 ? info.contextLength() : "null") + "}";
    }

    Reply workerLoads() {
        return JsonReply.written(200, "{\"workers\":" + list(fleet.list(), FleetReplies::workerLoad) + "}");
    }

    private static String workerLoad(WorkerStatus worker) {
        return "{\"worker\":" + Json.quote(worker.id()) + ",\"load\":" + worker.inFlight() + "}";
    }

    Reply loads() {
        return JsonReply.written(200, "{\"loads\":" + list(fleet.list(), FleetReplies::load) + "}");
    }

    private static String load(WorkerStatus worker) {
        WorkerLoad load = worker.load();
        return "{\"worker\":" + Json.quote(worker.id())
                + ",\"in_flight\":" + worker.inFlight()
                + ",\"known\":" + (load.observedNanos() != 0)
                + ",\"num_running_reqs\":" + load.running()
                + ",\"num_waiting_reqs\":" + load.waiting()
                + ",\"num_waiting_uncached_tokens\":" + load.waitingTokens()
                + ",\"token_usage\":" + load.tokenUsage() + "}";
    }

    static <T> String list(Collection<T> items, Function<T, String> writer) {
        return items.stream().map(writer).collect(Collectors.joining(",", "[", "]"));
    }
}
