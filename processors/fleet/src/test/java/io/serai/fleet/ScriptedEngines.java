package io.serai.fleet;

import io.serai.core.EngineClient;
import io.serai.core.EngineExchange;
import io.serai.core.EngineFailure;
import io.serai.core.EngineHandler;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Workers that say what a test told them to; whatever was not told is a 404, whoever was not told is not there. */
final class ScriptedEngines implements EngineClient {
    /** What happens to a question. */
    sealed interface Reaction {
        record Says(int status, String body) implements Reaction {}

        record Fails(EngineFailure failure) implements Reaction {}

        /** Neither answer nor failure: as with a client whose timers do not run. */
        record Hangs() implements Reaction {}
    }

    /** A question that was asked. */
    record Asked(String url, String target, String key, long atNanos) {}

    private static final class Exchange implements EngineExchange {
        private boolean cancelled;

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final Map<String, Map<String, Reaction>> scripts = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final LongSupplier nanos;
    private int open;
    private int mostOpen;

    ScriptedEngines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    ScriptedEngines on(String url, String target, int status, String body) {
        return on(url, target, new Reaction.Says(status, body));
    }

    ScriptedEngines on(String url, String target, Reaction reaction) {
        scripts.computeIfAbsent(url, _ -> new HashMap<>()).put(target, reaction);
        return this;
    }

    /** The worker's port is closed. */
    ScriptedEngines gone(String url) {
        scripts.remove(url);
        return this;
    }

    /** A healthy vLLM with these models. */
    ScriptedEngines vllm(String url, String... models) {
        return on(url, "/v1/models", 200, models("vllm", models))
                .on(url, "/version", 200, "{\"version\":\"0.33.0\"}")
                .on(url, "/health", 200, "")
                .on(url, "/metrics", 200, "vllm:num_requests_running{engine=\"0\"} 2.0\n");
    }

    /** A healthy SGLang with these models. */
    ScriptedEngines sglang(String url, String... models) {
        return on(url, "/v1/models", 200, models("sglang", models))
                .on(url, "/model_info", 200, "{\"model_path\":\"m\",\"is_generation\":true}")
                .on(url, "/server_info", 200, "{\"version\":\"0.5.23\",\"page_size\":64}")
                .on(url, "/health", 200, "")
                .on(url, "/v1/loads?include=core", 200, "{\"loads\":[{\"num_running_reqs\":1}]}");
    }

    static String models(String owner, String... ids) {
        var data = new ArrayList<String>();
        for (String id : ids) {
            data.add(
                    "{\"id\":\"%s\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"%s\",\"root\":\"/m/%s\",\"max_model_len\":4096}"
                            .formatted(id, owner, id));
        }
        return "{\"object\":\"list\",\"data\":[" + String.join(",", data) + "]}";
    }

    List<Asked> asked() {
        return asked;
    }

    List<Asked> asked(String url, String target) {
        return asked.stream()
                .filter(a -> a.url().equals(url) && a.target().equals(target))
                .toList();
    }

    int mostOpen() {
        return mostOpen;
    }

    @Override
    public EngineExchange send(EngineRequest request, EngineHandler handler) {
        String url = request.endpoint().url().toString();
        asked.add(new Asked(
                url, request.target(), String.valueOf(request.endpoint().apiKey()), nanos.getAsLong()));
        var exchange = new Exchange();
        open++;
        mostOpen = Math.max(mostOpen, open);
        request.loop().execute(() -> {
            open--;
            if (!exchange.cancelled) {
                react(reaction(url, request.target()), handler);
            }
        });
        return exchange;
    }

    private Reaction reaction(String url, String target) {
        Map<String, Reaction> script = scripts.get(url);
        return script == null
                ? new Reaction.Fails(new EngineFailure.ConnectFailed("refused"))
                : script.getOrDefault(target, new Reaction.Says(404, "not here"));
    }

    private static void react(Reaction reaction, EngineHandler handler) {
        switch (reaction) {
            case Reaction.Says says -> {
                handler.head(says.status(), Headers.empty());
                handler.data(says.body().getBytes(StandardCharsets.UTF_8));
                handler.burstEnded();
                handler.end();
            }
            case Reaction.Fails fails -> handler.failed(fails.failure());
            case Reaction.Hangs _ -> {}
        }
    }
}
