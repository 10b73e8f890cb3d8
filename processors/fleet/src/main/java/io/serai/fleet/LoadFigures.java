package io.serai.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Load of an engine, summed over its data-parallel ranks.
 *
 * @param running       requests being generated
 * @param waiting       requests waiting
 * @param waitingTokens uncached prompt tokens of the waiting ones; 0 if not told
 * @param tokenUsage    share of the KV cache in use, averaged over ranks
 */
record LoadFigures(int running, int waiting, long waitingTokens, double tokenUsage) {

    /** SGLang's {@code /v1/loads?include=core}; null if there is none in it. */
    static @Nullable LoadFigures ofSglang(JsonNode answer) {
        JsonNode loads = answer.path("loads");
        if (!loads.isArray() || loads.isEmpty()) {
            return null;
        }
        int running = 0;
        int waiting = 0;
        long tokens = 0;
        double usage = 0;
        for (JsonNode load : loads) {
            running += LenientJson.positive(load, "num_running_reqs");
            waiting += LenientJson.positive(load, "num_waiting_reqs");
            tokens += Math.max(0, load.path("num_waiting_uncached_tokens").asLong(0));
            usage += share(load.path("token_usage").asDouble(0));
        }
        return new LoadFigures(running, waiting, tokens, usage / loads.size());
    }

    /** SGLang's older {@code /get_load}: an array by rank, whose {@code num_reqs} includes the waiting ones. */
    static @Nullable LoadFigures ofOldSglang(JsonNode answer) {
        JsonNode loads =
                answer.isObject() ? LenientJson.MAPPER.createArrayNode().add(answer) : answer;
        if (!loads.isArray() || loads.isEmpty() || !loads.path(0).has("num_reqs")) {
            return null;
        }
        int running = 0;
        int waiting = 0;
        for (JsonNode load : loads) {
            int waits = LenientJson.positive(load, "num_waiting_reqs");
            waiting += waits;
            running += Math.max(0, LenientJson.positive(load, "num_reqs") - waits);
        }
        return new LoadFigures(running, waiting, 0, 0);
    }

    /** vLLM's {@code /load}: a single number, and 0 unless the engine was told to count. */
    static @Nullable LoadFigures ofVllmLoad(JsonNode answer) {
        JsonNode load = answer.path("server_load");
        return load.isNumber() ? new LoadFigures(Math.max(0, load.asInt()), 0, 0, 0) : null;
    }

    static double share(double value) {
        return value >= 0 ? Math.min(1, value) : 0; // NaN too is "not told"
    }
}
