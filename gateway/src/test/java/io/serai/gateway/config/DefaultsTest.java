package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultsTest {
    /** Written down by hand: a changed default must be meant. */
    private static final String DEFAULTS = """
            server.host: 0.0.0.0
            server.port: 30000
            server.threads: 0
            server.body-limit: 256MiB
            server.header-limit: 32KiB
            server.line-limit: 16KiB
            server.head-timeout: 10s
            server.body-timeout: 5m
            server.keep-alive-timeout: 1m15s
            server.request-id-headers: [x-request-id, x-correlation-id, x-trace-id, request-id]
            server.head-requests: false
            server.options-requests: false
            server.cors.origins: []
            server.cors.methods: [GET, POST, OPTIONS]
            server.cors.headers: [authorization, content-type, x-api-key, x-request-id]
            server.cors.max-age: 10m
            server.shutdown.settle: 2s
            server.shutdown.grace: 1m
            auth.api-keys: []
            auth.forward-client-key: false
            workers: []
            tokens.cache: 64MiB
            tokens.folders: []
            tokens.hub.cache: /home/me/.cache/huggingface/hub
            tokens.hub.download: false
            tokens.hub.endpoint: https://huggingface.co
            classifiers.threads: 0
            classifiers.queue: 1024
            classifiers.deadline: 1s
            classifiers.cache: 32MiB
            classifiers.folders: []
            classifiers.released: /opt/serai/models
            pii.on-failure: closed
            pii.policies: []
            response-cache.mode: off
            response-cache.memory: 64MiB
            response-cache.ttl: 10m
            response-cache.similarity: 0.95
            policy.name: cache-aware
            policy.prefill-tokens-per-second: 8000
            policy.index-bytes: 64MiB
            policy.worker-cache-tokens: 0
            policy.running-request-ms: 5.0
            policy.waiting-request-ms: 5.0
            policy.load-factor: 1.25
            policy.prefix-tokens: 256
            policy.bucket-load-factor: 1.5
            policy.bucket-adapt-every: 64
            policy.sticky-choice: least-load
            policy.sticky-idle: 1h
            policy.sticky-keys: 100000
            timeouts.connect: 5s
            timeouts.first-byte: 10m
            timeouts.idle: 5m
            timeouts.total: 30m
            retry.attempts: 3
            retry.backoff: 50ms
            retry.max-backoff: 2s
            retry.budget-ratio: 0.2
            retry.budget-min-per-second: 5
            retry.retry-after-cap: 10s
            limits.max-concurrent: 0
            limits.queue-size: 100
            limits.queue-timeout: 1m
            limits.requests-per-second: 0
            health.path: /health
            health.interval: 10s
            health.timeout: 5s
            health.failures: 3
            health.successes: 1
            health.breaker.enabled: true
            health.breaker.window: 30s
            health.breaker.min-calls: 10
            health.breaker.failure-ratio: 0.5
            health.breaker.open: 10s
            health.breaker.half-open-calls: 3
            health.loads.interval: 2s
            upstream.idle-connection: 4s
            upstream.tls.ca: []
            upstream.tls.insecure-skip-verify: false
            routes.dir: /opt/serai/routes
            routes.poll: 1s
            metrics.host: 127.0.0.1
            metrics.port: 29000
            access-log.format: text
            access-log.file: off
            requests-kept: 1000
            log-level: info
            state-dir: /home/me/.local/state/serai
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOME",
            "/home/me",
            "SERAI_HOME",
            "/opt/serai",
            "SERAI_ROUTES",
            "/opt/serai/routes",
            "SERAI_MODELS",
            "/opt/serai/models");

    @Test
    void everyDefaultIsTheOneWrittenDown() throws ConfigException {
        Loaded loaded = new ConfigSource(null, Tree.Mapping.empty(Place.DEFAULT), ENVIRONMENT).load();

        String found = loaded.settings().stream()
                .filter(setting -> setting.origin().equals("default"))
                .map(setting -> setting.key() + ": " + Quantities.show(setting.value()) + "\n")
                .collect(Collectors.joining());
        assertThat(found).isEqualTo(DEFAULTS);
        assertThat(loaded.explained()).isEmpty();
    }

    /** What has no default is absent. */
    @Test
    void leavesOutWhatNobodySet() throws ConfigException {
        SeraiConfig config = ConfigFiles.read("");

        assertThat(Stream.of(config.server().tls(), config.auth().adminKey(), config.defaultModel()))
                .containsOnlyNulls();
        assertThat(config.models()).isEmpty();
        assertThat(config.accessLog().file()).isNull();
        assertThat(config.server().cors().enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "server:\n", "server: ~\nworkers: null\n", "server: {port: }\n", "{}"})
    void takesEmptyKeysForAbsentOnes(String yaml) throws ConfigException {
        assertThat(ConfigFiles.read(yaml)).isEqualTo(ConfigFiles.read(""));
    }

    @Test
    void keepsStateWhereTheSystemSays() throws ConfigException {
        var environment = Map.of("XDG_STATE_HOME", "/var/state", "SERAI_HOME", ".", "SERAI_ROUTES", "./routes");

        assertThat(ConfigFiles.read("", environment).stateDir()).isEqualTo(Path.of("/var/state/serai"));
        assertThat(ConfigFiles.read("state-dir: none", environment).stateDir()).isNull();
    }
}
