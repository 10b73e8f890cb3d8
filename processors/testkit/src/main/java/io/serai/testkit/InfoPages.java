package io.serai.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What both engines say of themselves. */
final class InfoPages {
    private static final long CREATED = 1_700_000_000;

    private final WorkerCore core;

    InfoPages(WorkerCore core) {
        this.core = core;
    }

    Page models() {
        MockWorkerOptions options = core.options();
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (String model : options.models()) {
            ObjectNode entry = data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", CREATED)
                    .put("owned_by", options.engine().owner())
                    .put("root", model);
            entry.putNull("parent").put("max_model_len", options.contextLength());
            if (options.engine() == EngineKind.VLLM) {
                entry.putArray("permission");
            }
        }
        return Page.json(list);
    }

    Page flush() {
        return core.engine().flush()
                ? Page.text(200, "Cache flushed.\n")
                : Page.text(400, "Flush cache failed: requests are running.\n");
    }

    Page serverLoad() {
        EngineLoad load = core.engine().load();
        return Page.json(Json.object().put("server_load", load.running() + load.waiting()));
    }

    Page metrics() {
        EngineLoad load = core.engine().load();
        MockCounters counters = core.ledger().snapshot(load);
        StringBuilder out = new StringBuilder();
        if (core.options().engine() == EngineKind.SGLANG) {
            sample(out, "gauge", "sglang:num_running_reqs", load.running());
            sample(out, "gauge", "sglang:num_queue_reqs", load.waiting());
            sample(out, "gauge", "sglang:num_used_tokens", load.activeTokens());
            sample(out, "counter", "sglang:prompt_tokens_total", counters.promptTokens());
            sample(out, "counter", "sglang:cached_tokens_total", counters.cachedTokens());
            sample(out, "counter", "sglang:generation_tokens_total", counters.tokensGenerated());
        } else {
            sample(out, "gauge", "vllm:num_requests_running", load.running());
            sample(out, "gauge", "vllm:num_requests_waiting", load.waiting());
            sample(out, "counter", "vllm:prefix_cache_queries_total", counters.promptTokens());
            sample(out, "counter", "vllm:prefix_cache_hits_total", counters.cachedTokens());
            sample(out, "counter", "vllm:prompt_tokens_total", counters.promptTokens());
            sample(out, "counter", "vllm:generation_tokens_total", counters.tokensGenerated());
        }
        return Page.text(200, out.toString());
    }

    private void sample(StringBuilder out, String type, String name, long value) {
        String model = core.options().models().getFirst().replace("\\", "\\\\").replace("\"", "\\\"");
        out.append("# TYPE %s %s\n%s{model_name=\"%s\"} %d\n".formatted(name, type, name, model, value));
    }
}
