package io.serai.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What only SGLang has: model and server information, loads, abort. */
final class SglangPages {
    private static final String VERSION = "0.5.23";
    private static final long UNLIMITED_CACHE_SHOWN = 1L << 40;

    private final WorkerCore core;

    SglangPages(WorkerCore core) {
        this.core = core;
    }

    Page modelInfo() {
        String model = core.options().models().getFirst();
        return Page.json(Json.object()
                .put("model_path", model)
                .put("served_model_name", model)
                .put("tokenizer_path", model)
                .put("is_generation", true)
                .putNull("preferred_sampling_params")
                .put("weight_version", "default")
                .put("disaggregation_mode", "null")
                .put("has_image_understanding", false)
                .put("has_audio_understanding", false)
                .put("model_type", "mock"));
    }

    Page serverInfo() {
        MockWorkerOptions options = core.options();
        ObjectNode info = Json.object()
                .put("model_path", options.models().getFirst())
                .put("served_model_name", options.models().getFirst())
                .put("tp_size", 1)
                .put("dp_size", 1)
                .put("page_size", options.blockTokens())
                .put("max_running_requests", options.maxRunning())
                .put("disaggregation_mode", "null")
                .put("context_length", options.contextLength())
                .put("max_total_num_tokens", capacity())
                .put("max_req_input_len", options.contextLength())
                .put("version", VERSION);
        info.putArray("internal_states");
        return Page.json(info);
    }

    Page loads() {
        EngineLoad load = core.engine().load();
        MockCounters counters = core.ledger().snapshot(load);
        String now = Instant.now().toString();
        ObjectNode page = Json.object().put("timestamp", now).put("version", VERSION);
        double usage = Math.min(1, (double) load.activeTokens() / capacity());
        double hits = counters.promptTokens() == 0 ? 0 : (double) counters.cachedTokens() / counters.promptTokens();
        page.putArray("loads")
                .addObject()
                .put("timestamp", now)
                .put("dp_rank", 0)
                .put("num_running_reqs", load.running())
                .put("num_waiting_reqs", load.waiting())
                .put("num_waiting_uncached_tokens", load.waitingTokens())
                .put("num_used_tokens", load.activeTokens())
                .put("num_total_tokens", load.activeTokens() + load.waitingTokens())
                .put("num_active_tokens", load.activeTokens())
                .put("max_total_num_tokens", capacity())
                .put("max_running_requests", core.options().maxRunning())
                .put("token_usage", usage)
                .put("gen_throughput", 0.0)
                .put("cache_hit_rate", hits)
                .put("utilization", (double) load.running() / core.options().maxRunning());
        return Page.json(page);
    }

    Page oldLoad() {
        EngineLoad load = core.engine().load();
        return Page.json(Json.NODES
                .arrayNode()
                .add(Json.object()
                        .putNull("rid")
                        .put("dp_rank", 0)
                        .put("num_reqs", load.running() + load.waiting())
                        .put("num_waiting_reqs", load.waiting())
                        .put("num_tokens", load.activeTokens() + load.waitingTokens())));
    }

    private long capacity() {
        long cache = core.options().cacheTokens();
        return cache == 0 || cache == Long.MAX_VALUE ? UNLIMITED_CACHE_SHOWN : cache;
    }

    Page abort(JsonNode body) {
        if (body.path("abort_all").asBoolean()) {
            core.engine().abort(null);
        } else if (body.path("rid").isTextual()) {
            core.engine().abort(body.path("rid").asText());
        }
        return Page.empty(200);
    }
}
