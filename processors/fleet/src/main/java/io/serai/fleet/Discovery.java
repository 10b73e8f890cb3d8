package io.serai.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.core.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker what it is and what it serves. Only the model list is required; everything else is read where the
 * engine has it, for engines differ by age. Last comes the health check, because SGLang lists its model while it still
 * starts.
 */
final class Discovery {
    /** What came of it. */
    sealed interface Result {
        record Found(WorkerCard card) implements Result {}

        record Failed(String reason) implements Result {}
    }

    static final String MODELS = "/v1/models";

    private final Fetcher fetcher;

    Discovery(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    void run(WorkerSpec spec, HealthSettings health, Consumer<Result> then) {
        new Run(spec, health, then).askModels();
    }

    /** One worker being asked: each step asks the next. */
    private final class Run {
        private final WorkerSpec spec;
        private final Endpoint endpoint;
        private final HealthSettings health;
        private final Consumer<Result> then;
        private List<WorkerCard.Entry> models = List.of();
        private EngineType engine = EngineType.OPENAI;
        private JsonNode modelInfo = MissingNode.getInstance();
        private JsonNode serverInfo = MissingNode.getInstance();
        private @Nullable String version;

        Run(WorkerSpec spec, HealthSettings health, Consumer<Result> then) {
            this.spec = spec;
            this.endpoint = new Endpoint(spec.url(), spec.apiKey());
            this.health = health;
            this.then = then;
        }

        void askModels() {
            ask(MODELS, answer -> {
                models = entries(LenientJson.tree(answer).path("data"));
                boolean mayLack = !spec.models().isEmpty() && answer.is(404);
                if (models.isEmpty() && !mayLack) {
                    then.accept(new Result.Failed(whyNoModels(answer)));
                } else {
                    detectEngine();
                }
            });
        }

        private String whyNoModels(FetchResult answer) {
            if (answer.is(401) || answer.is(403)) {
                return answer.shown(MODELS) + "; set workers." + spec.id() + ".api-key to the worker's key";
            }
            return answer instanceof FetchResult.Got got && got.ok()
                    ? "GET " + MODELS + " names no model; set workers." + spec.id() + ".models"
                    : answer.shown(MODELS);
        }

        private void detectEngine() {
            String owner = models.isEmpty() ? "" : models.getFirst().ownedBy().toLowerCase(Locale.ROOT);
            if (spec.engine() != EngineType.AUTO) {
                found(spec.engine());
            } else if (owner.equals("sglang")) {
                found(EngineType.SGLANG);
            } else if (owner.equals("vllm")) {
                found(EngineType.VLLM);
            } else {
                guessEngine();
            }
        }

        private void guessEngine() {
            askEither("/model_info", "/get_model_info", info -> {
                if (LenientJson.text(LenientJson.tree(info), "model_path") != null) {
                    found(EngineType.SGLANG);
                } else {
                    ask(
                            "/version",
                            answer -> found(
                                    LenientJson.text(LenientJson.tree(answer), "version") == null
                                            ? EngineType.OPENAI
                                            : EngineType.VLLM));
                }
            });
        }

        private void found(EngineType type) {
            engine = type;
            switch (type) {
                case SGLANG -> askSglang();
                case VLLM ->
                    ask("/version", answer -> {
                        version = LenientJson.text(LenientJson.tree(answer), "version");
                        askHealth();
                    });
                case OPENAI, AUTO -> done();
            }
        }

        private void askSglang() {
            askEither("/model_info", "/get_model_info", info -> {
                modelInfo = LenientJson.tree(info);
                askEither("/server_info", "/get_server_info", server -> {
                    serverInfo = LenientJson.tree(server);
                    version = LenientJson.text(serverInfo, "version");
                    askHealth();
                });
            });
        }

        private void askHealth() {
            ask(health.path(), answer -> {
                if (answer instanceof FetchResult.Got got && got.ok()) {
                    done();
                } else {
                    then.accept(new Result.Failed(answer.shown(health.path())));
                }
            });
        }

        private void done() {
            then.accept(new Result.Found(new WorkerCard(
                    engine,
                    version,
                    models,
                    modelInfo.path("is_generation").asBoolean(true),
                    LenientJson.text(modelInfo, "reasoning_parser"),
                    LenientJson.text(modelInfo, "tool_call_parser"),
                    LenientJson.text(modelInfo, "tokenizer_path"),
                    modelInfo.path("has_image_understanding").asBoolean(false),
                    modelInfo.path("has_audio_understanding").asBoolean(false),
                    numbers(modelInfo.path("preferred_sampling_params")),
                    dpSize(serverInfo),
                    LenientJson.positive(serverInfo, "tp_size"),
                    LenientJson.positive(serverInfo, "page_size"))));
        }

        private void askEither(String target, String olderTarget, Consumer<FetchResult> next) {
            ask(target, answer -> {
                if (answer.is(404)) {
                    ask(olderTarget, next);
                } else {
                    next.accept(answer);
                }
            });
        }

        private void ask(String target, Consumer<FetchResult> next) {
            Duration timeout = health.timeout();
            fetcher.get(endpoint, target, timeout, next);
        }
    }

    /** Newer SGLang resolves {@code --dp-size N --enable-dp-attention} to {@code attn_dp_size=N, dp_size=1}. */
    private static int dpSize(JsonNode serverInfo) {
        int published = LenientJson.positive(serverInfo.path("kv_events"), "dp_size");
        int plain = Math.max(1, LenientJson.positive(serverInfo, "dp_size"));
        int attention = Math.max(1, LenientJson.positive(serverInfo, "attn_dp_size"));
        return published > 0 ? published : plain * attention;
    }

    private static Map<String, Double> numbers(JsonNode object) {
        var numbers = new HashMap<String, Double>();
        object.properties().forEach(member -> {
            if (member.getValue().isNumber()) {
                numbers.put(member.getKey(), member.getValue().doubleValue());
            }
        });
        return numbers;
    }

    private static List<WorkerCard.Entry> entries(JsonNode data) {
        var entries = new ArrayList<WorkerCard.Entry>();
        for (JsonNode model : data) {
            String id = LenientJson.text(model, "id");
            if (id != null) {
                String owner = LenientJson.text(model, "owned_by");
                entries.add(new WorkerCard.Entry(
                        id,
                        LenientJson.text(model, "root"),
                        LenientJson.text(model, "parent"),
                        LenientJson.positive(model, "max_model_len"),
                        model.path("created").asLong(0),
                        owner == null ? "" : owner));
            }
        }
        return entries;
    }
}
