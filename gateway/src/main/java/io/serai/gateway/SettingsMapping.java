package io.serai.gateway;

import io.serai.core.Timeouts;
import io.serai.engines.http.ClientTls;
import io.serai.engines.http.HttpClientSettings;
import io.serai.fleet.BackPressureSettings;
import io.serai.fleet.BreakerSettings;
import io.serai.fleet.EngineType;
import io.serai.fleet.FleetSettings;
import io.serai.fleet.HealthSettings;
import io.serai.fleet.LoadSettings;
import io.serai.fleet.RetryBudget;
import io.serai.fleet.RetryPolicy;
import io.serai.fleet.WorkerOrigin;
import io.serai.fleet.WorkerSpec;
import io.serai.fleet.admission.AdmissionSettings;
import io.serai.fleet.choice.BestOf;
import io.serai.fleet.choice.ModelRule;
import io.serai.fleet.choice.ModelTable;
import io.serai.fleet.choice.Weighted;
import io.serai.fleet.policy.BucketSettings;
import io.serai.fleet.policy.CacheAwareSettings;
import io.serai.fleet.policy.ManualSettings;
import io.serai.fleet.policy.PolicyName;
import io.serai.fleet.policy.PolicySettings;
import io.serai.fleet.policy.PrefixHashSettings;
import io.serai.gateway.classifiers.ClassifierSources;
import io.serai.gateway.config.ApiKey;
import io.serai.gateway.config.Breaker;
import io.serai.gateway.config.ClassifiersConfig;
import io.serai.gateway.config.HealthConfig;
import io.serai.gateway.config.KeyDigest;
import io.serai.gateway.config.LimitsConfig;
import io.serai.gateway.config.ModelConfig;
import io.serai.gateway.config.PolicyConfig;
import io.serai.gateway.config.ResponseCacheConfig;
import io.serai.gateway.config.RetryConfig;
import io.serai.gateway.config.RoutingRuleConfig;
import io.serai.gateway.config.RoutingTableConfig;
import io.serai.gateway.config.Secret;
import io.serai.gateway.config.SeraiConfig;
import io.serai.gateway.config.ServerConfig;
import io.serai.gateway.config.TimeoutsConfig;
import io.serai.gateway.config.TokensConfig;
import io.serai.gateway.config.UpstreamConfig;
import io.serai.gateway.config.WorkerConfig;
import io.serai.gateway.ingress.Cors;
import io.serai.gateway.ingress.IngressSettings;
import io.serai.guard.Credentials;
import io.serai.guard.CredentialsSettings;
import io.serai.onnx.HostSettings;
import io.serai.steps.cache.ResponseCache;
import io.serai.steps.dispatch.DispatchSettings;
import io.serai.tokens.registry.Hub;
import io.serai.tokens.registry.HubCache;
import io.serai.tokens.registry.HubFolders;
import io.serai.tokens.registry.ModelSources;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From {@code serai.yaml} to the settings of each module. */
final class SettingsMapping {
    private static final Duration PROBE_BACKOFF = Duration.ofSeconds(1);
    private static final Duration PROBE_BACKOFF_MAX = Duration.ofSeconds(30);
    private static final double RETRY_JITTER = 0.5;
    /** An open breaker's pause doubles with each failed probe, up to this many times the first one. */
    private static final int OPEN_GROWTH = 6;

    private SettingsMapping() {}

    // ---- the fleet

    static FleetSettings fleet(SeraiConfig config) {
        FleetSettings base = FleetSettings.DEFAULT;
        return new FleetSettings(
                config.workers().stream()
                        .map(it -> worker(it, config.defaultModel()))
                        .toList(),
                aliases(config),
                health(config.health()),
                new LoadSettings(
                        config.health().loadInterval(),
                        base.loads().timeout(),
                        base.loads().maxPerSecond()),
                breaker(config.health().breaker()),
                BackPressureSettings.DEFAULT,
                base.discoveryInterval(),
                base.drainTimeout(),
                base.readyWithoutWorkers(),
                config.stateDir());
    }

    private static WorkerSpec worker(WorkerConfig worker, @Nullable String defaultModel) {
        Map<String, String> models = worker.models().isEmpty() && defaultModel != null
                ? Map.of(defaultModel, defaultModel)
                : worker.models();
        var key = worker.apiKey();
        return WorkerSpec.builder(worker.url().toString())
                .id(worker.id())
                .apiKey(key == null ? null : key.reveal())
                .models(models)
                .engine(EngineType.valueOf(worker.engine().name()))
                .labels(worker.labels())
                .priority(worker.priority())
                .weight(worker.weight())
                .cost(worker.cost())
                .maxInFlight(worker.maxInFlight())
                .origin(WorkerOrigin.CONFIG)
                .build();
    }

    private static Map<String, String> aliases(SeraiConfig config) {
        var aliases = new HashMap<String, String>();
        config.models().forEach((model, settings) -> settings.aliases().forEach(alias -> aliases.put(alias, model)));
        return aliases;
    }

    private static HealthSettings health(HealthConfig health) {
        return new HealthSettings(
                health.path(),
                health.interval(),
                health.timeout(),
                health.failures(),
                health.successes(),
                PROBE_BACKOFF,
                PROBE_BACKOFF_MAX);
    }

    private static BreakerSettings breaker(Breaker breaker) {
        return new BreakerSettings(
                breaker.enabled(),
                breaker.window(),
                breaker.minCalls(),
                breaker.failureRatio(),
                BreakerSettings.DEFAULT.connectFailures(),
                breaker.open(),
                breaker.open().multipliedBy(OPEN_GROWTH),
                breaker.halfOpenCalls(),
                breaker.halfOpenCalls());
    }

    /** The policy of {@code model}: its own where it has one. */
    static PolicySettings policy(SeraiConfig config, String model) {
        ModelConfig own = config.models().get(model);
        PolicyConfig policy = own == null || own.policy() == null ? config.policy() : own.policy();
        return new PolicySettings(
                PolicyName.valueOf(policy.name().name()),
                new CacheAwareSettings(
                        policy.prefillTokensPerSecond(),
                        policy.runningRequestMillis(),
                        policy.waitingRequestMillis(),
                        policy.indexSize().bytes(),
                        policy.workerCacheTokens()),
                new PrefixHashSettings(policy.prefixTokens(), policy.loadFactor()),
                new BucketSettings(policy.bucketAdaptEvery(), policy.bucketLoadFactor()),
                new ManualSettings(
                        ManualSettings.FirstChoice.valueOf(policy.stickyChoice().name()),
                        policy.stickyKeys(),
                        policy.stickyIdle()));
    }

    // ---- tokens

    static ModelSources tokenSources(SeraiConfig config) {
        TokensConfig.Hub hub = config.tokens().hub();
        return new ModelSources(
                config.tokens().folders(),
                hub.cache() == null ? null : new HubCache(hub.cache()),
                hub.download() ? hub(hub) : null);
    }

    // ---- classifiers

    static HostSettings classifierHost(ClassifiersConfig config) {
        long cache = config.cache().bytes();
        return config.threads() == 0
                ? HostSettings.perCore(config.queue(), cache)
                : new HostSettings(config.threads(), config.queue(), cache);
    }

    /** A classifier that is named is downloaded whatever {@code tokens.hub.download} says of models' tokenizers. */
    static ClassifierSources classifierSources(SeraiConfig config) {
        TokensConfig.Hub hub = config.tokens().hub();
        return new ClassifierSources(
                config.classifiers().released(),
                config.classifiers().folders(),
                new HubFolders(hub.cache() == null ? null : new HubCache(hub.cache()), hub(hub)));
    }

    private static Hub hub(TokensConfig.Hub hub) {
        Secret token = hub.token();
        return new Hub(hub.endpoint(), token == null ? null : token.reveal());
    }

    // ---- choosing a model

    static List<ModelTable> tables(SeraiConfig config) {
        return config.routing().entrySet().stream()
                .map(table -> table(table.getKey(), table.getValue()))
                .toList();
    }

    private static ModelTable table(String name, RoutingTableConfig table) {
        List<ModelRule> rules =
                table.rules().stream().map(SettingsMapping::rule).toList();
        return new ModelTable(name, rules, table.otherwise());
    }

    private static ModelRule rule(RoutingRuleConfig rule) {
        BestOf.Weights by = rule.by();
        if (by != null) {
            return new ModelRule(rule.name(), rule.when(), new BestOf(rule.bestOf(), by));
        }
        var weights = new LinkedHashMap<String, Double>(rule.use());
        weights.values().removeIf(weight -> weight == 0);
        return new ModelRule(rule.name(), rule.when(), new Weighted(weights));
    }

    static ResponseCache.Settings responses(SeraiConfig config) {
        ResponseCacheConfig cache = config.responseCache();
        return new ResponseCache.Settings(
                ResponseCache.Mode.valueOf(cache.mode().name()),
                cache.memory().bytes(),
                cache.ttl(),
                cache.similarity());
    }

    // ---- dispatch

    static DispatchSettings dispatch(SeraiConfig config) {
        TimeoutsConfig timeouts = config.timeouts();
        RetryConfig retry = config.retry();
        return new DispatchSettings(
                new Timeouts(timeouts.connect(), timeouts.firstByte(), timeouts.idle(), timeouts.total()),
                new RetryPolicy(
                        retry.attempts(), retry.backoff(), retry.maxBackoff(), RETRY_JITTER, retry.retryAfterCap()),
                config.auth().forwardClientKey());
    }

    static RetryBudget.Settings retryBudget(SeraiConfig config) {
        return new RetryBudget.Settings(
                config.retry().budgetRatio(), config.retry().budgetMinPerSecond());
    }

    static AdmissionSettings admission(SeraiConfig config) {
        LimitsConfig limits = config.limits();
        return new AdmissionSettings(
                limits.maxConcurrent(), limits.queueSize(), limits.queueTimeout(), limits.requestsPerSecond());
    }

    /**
     * The HTTP client.
     *
     * @throws IOException if a TLS file cannot be read
     */
    static HttpClientSettings client(SeraiConfig config) throws IOException {
        UpstreamConfig upstream = config.upstream();
        UpstreamConfig.ClientTls tls = upstream.tls();
        boolean own = !tls.ca().isEmpty() || tls.insecureSkipVerify() || tls.certificate() != null;
        return new HttpClientSettings(
                upstream.idleConnection(),
                HttpClientSettings.DEFAULT.maxHeaderBytes(),
                own ? ClientTls.context(tls.ca(), tls.insecureSkipVerify(), tls.certificate(), tls.key()) : null);
    }

    // ---- the ingress

    static IngressSettings ingress(SeraiConfig config) {
        ServerConfig server = config.server();
        return new IngressSettings(
                server.bodyLimit().bytes(),
                server.headTimeout(),
                server.bodyTimeout(),
                server.keepAliveTimeout(),
                server.requestIdHeaders(),
                server.headRequests(),
                server.optionsRequests(),
                new Cors(
                        server.cors().origins(),
                        server.cors().methods(),
                        server.cors().headers(),
                        server.cors().maxAge()));
    }

    static Credentials credentials(SeraiConfig config) {
        KeyDigest admin = config.auth().adminKey();
        return new Credentials(new CredentialsSettings(
                config.auth().apiKeys().stream().map(SettingsMapping::key).toList(),
                admin == null ? null : io.serai.guard.ApiKey.ofSha256(io.serai.guard.ApiKey.ADMIN, admin.hex())));
    }

    private static io.serai.guard.ApiKey key(ApiKey key) {
        return io.serai.guard.ApiKey.ofSha256(key.name(), key.digest().hex());
    }
}
