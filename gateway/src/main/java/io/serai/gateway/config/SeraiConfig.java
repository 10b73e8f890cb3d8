package io.serai.gateway.config;

import io.serai.core.ModelCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway is told: {@code serai.yaml} with the flags of the command line put over it, checked, and with
 * the defaults filled in. Immutable; secrets in it print as {@code ***}.
 *
 * @param server       where and how clients connect
 * @param auth         who may call
 * @param workers      those of the file or of {@code --worker-urls}; others are registered while the gateway runs
 * @param defaultModel model of the configured workers that list none, or null: they are asked
 * @param models       what is special about a model, by its name
 * @param modelDefaults what the cards of all other models say
 * @param tokens       tokenizers and chat templates
 * @param classifiers  models that classify requests
 * @param pii          personal data in requests and answers
 * @param routing      how the model is chosen, by the name that clients ask for
 * @param responseCache answers that are given again
 * @param policy       how a worker is picked for all other models
 * @param timeouts     limits of a request at a worker
 * @param retry        when a request is tried again
 * @param limits       how much the gateway takes on
 * @param health       how workers are watched
 * @param upstream     connections to workers
 * @param routes       the pipelines
 * @param metrics      where Prometheus finds the metrics
 * @param accessLog    one line for each request
 * @param requestsKept requests that {@code GET /requests/{id}} knows
 * @param logLevel     how much the gateway says
 * @param stateDir     where registered workers outlive a restart, or null: nowhere
 */
public record SeraiConfig(
        ServerConfig server,
        AuthConfig auth,
        List<WorkerConfig> workers,
        @Nullable String defaultModel,
        Map<String, ModelConfig> models,
        Map<ModelCard.Field, Object> modelDefaults,
        TokensConfig tokens,
        ClassifiersConfig classifiers,
        PiiConfig pii,
        Map<String, RoutingTableConfig> routing,
        ResponseCacheConfig responseCache,
        PolicyConfig policy,
        TimeoutsConfig timeouts,
        RetryConfig retry,
        LimitsConfig limits,
        HealthConfig health,
        UpstreamConfig upstream,
        RoutesConfig routes,
        MetricsConfig metrics,
        AccessLogConfig accessLog,
        int requestsKept,
        LogLevel logLevel,
        @Nullable Path stateDir) {

    static final Option<ServerConfig> SERVER = Option.of("server", ServerConfig.SECTION);
    static final Option<AuthConfig> AUTH = Option.of("auth", AuthConfig.SECTION);
    static final Option<List<WorkerConfig>> WORKERS = Option.of(
                    "workers",
                    new ListOf<>(WorkerConfig.SECTION, "list of workers"),
                    "The engines that do the work. Each is a URL, or a section. More can be registered while the gateway"
                            + " runs, with `POST /workers`.")
            .orList()
            .flags(Flag.list("--worker-urls", "URL"));
    static final Option<String> DEFAULT_MODEL = Option.of(
                    "default-model",
                    Types.text("the name of a model"),
                    "Model of the workers of this file, or of `--worker-urls`, that list none. They are then not asked what they"
                            + " serve.")
            .example("llama-3.1-8b")
            .flags(Flag.of("--model-path", "MODEL")
                    .remark("is the model's name too; its tokenizer is looked for there"));
    static final Option<Map<String, ModelConfig>> MODELS = Option.of(
                    "models",
                    new MapOf<>(ModelConfig.SECTION, "section of models"),
                    "What is special about a model, by its name: other names for it, a policy of its own, and what its card"
                            + " says. A card's values that are not set here are found out where that can be done.")
            .orNoEntries();
    static final Option<Map<ModelCard.Field, Object>> MODEL_DEFAULTS = Option.of("model-defaults", CardConfig.DEFAULTS);
    static final Option<TokensConfig> TOKENS = Option.of("tokens", TokensConfig.SECTION);
    static final Option<ClassifiersConfig> CLASSIFIERS = Option.of("classifiers", ClassifiersConfig.SECTION);
    static final Option<PiiConfig> PII = Option.of("pii", PiiConfig.SECTION);
    static final Option<Map<String, RoutingTableConfig>> ROUTING = Option.of(
                    "routing",
                    new MapOf<>(RoutingTableConfig.SECTION, "section of names"),
                    "Names that clients ask for in place of a model, such as `auto`, each with the rules that choose the model."
                            + " docs/routing.md shows how.")
            .orNoEntries()
            .example("\n" + """
                    auto:
                      rules:
                        - name: hard questions
                          when: {complexity: hard}
                          use: {llama-3.1-8b: 1}
                        - name: sciences
                          when: {intent: [math, physics], prompt-tokens: ">= 2000"}
                          best-of: [llama-3.1-8b, llama]
                          by: {quality: 1, cost: 0.3, latency: 0.1}
                      otherwise: llama-3.1-8b
                    """.indent(2).stripTrailing());
    static final Option<ResponseCacheConfig> RESPONSE_CACHE = Option.of("response-cache", ResponseCacheConfig.SECTION);
    static final Option<PolicyConfig> POLICY = Option.of("policy", PolicyConfig.SECTION);
    static final Option<TimeoutsConfig> TIMEOUTS = Option.of("timeouts", TimeoutsConfig.SECTION);
    static final Option<RetryConfig> RETRY = Option.of("retry", RetryConfig.SECTION);
    static final Option<LimitsConfig> LIMITS = Option.of("limits", LimitsConfig.SECTION);
    static final Option<HealthConfig> HEALTH = Option.of("health", HealthConfig.SECTION);
    static final Option<UpstreamConfig> UPSTREAM = Option.of("upstream", UpstreamConfig.SECTION);
    static final Option<RoutesConfig> ROUTES = Option.of("routes", RoutesConfig.SECTION);
    static final Option<MetricsConfig> METRICS = Option.of("metrics", MetricsConfig.SECTION);
    static final Option<AccessLogConfig> ACCESS_LOG = Option.of("access-log", AccessLogConfig.SECTION);
    static final Option<Integer> REQUESTS_KEPT = Option.of(
                    "requests-kept",
                    Types.integer(0, 1_000_000),
                    "How many of the latest requests `GET /requests/{id}` can explain.")
            .or("1000")
            .fixed();
    static final Option<LogLevel> LOG_LEVEL = Option.of(
                    "log-level",
                    Types.choice(List.of(LogLevel.values()), Map.of("warning", LogLevel.WARN)),
                    "How much the gateway says.")
            .or("info")
            .flags(Flag.of("--log-level", "LEVEL"));
    static final Option<Optional<Path>> STATE_DIR = Option.of(
                    "state-dir",
                    Types.pathOr("none", "a folder, or none"),
                    "Folder in which registered workers outlive a restart. `none` remembers nothing.")
            .or("${XDG_STATE_HOME:-~/.local/state}/serai")
            .fixed()
            .flags(Flag.of("--state-dir", "FOLDER"));

    static final Section<SeraiConfig> SECTION = Section.of(
            "Settings that stand alone.",
            SeraiConfig::of,
            SERVER,
            AUTH,
            WORKERS,
            DEFAULT_MODEL,
            MODELS,
            MODEL_DEFAULTS,
            TOKENS,
            CLASSIFIERS,
            PII,
            ROUTING,
            RESPONSE_CACHE,
            POLICY,
            TIMEOUTS,
            RETRY,
            LIMITS,
            HEALTH,
            UPSTREAM,
            ROUTES,
            METRICS,
            ACCESS_LOG,
            REQUESTS_KEPT,
            LOG_LEVEL,
            STATE_DIR);

    private static SeraiConfig of(Values v) {
        return new SeraiConfig(
                v.get(SERVER),
                v.get(AUTH),
                v.get(WORKERS),
                v.find(DEFAULT_MODEL),
                v.get(MODELS),
                v.get(MODEL_DEFAULTS),
                v.get(TOKENS),
                v.get(CLASSIFIERS),
                v.get(PII),
                v.get(ROUTING),
                v.get(RESPONSE_CACHE),
                v.get(POLICY),
                v.get(TIMEOUTS),
                v.get(RETRY),
                v.get(LIMITS),
                v.get(HEALTH),
                v.get(UPSTREAM),
                v.get(ROUTES),
                v.get(METRICS),
                v.get(ACCESS_LOG),
                v.get(REQUESTS_KEPT),
                v.get(LOG_LEVEL),
                v.get(STATE_DIR).orElse(null));
    }
}
