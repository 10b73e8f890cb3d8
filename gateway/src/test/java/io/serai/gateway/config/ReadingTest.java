package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    @Test
    void readsWorkersInBothForms() throws ConfigException {
        List<WorkerConfig> workers = ConfigFiles.read("""
                        workers:
                          - http://10.0.0.7:8000
                          - id: big
                            url: https://host/base
                            api-key: 0012
                            models: {fast: llama-8b, slow: llama-70b}
                            engine: VLLM
                            labels: {zone: a}
                            priority: -1
                            weight: 2.5
                            cost: 0
                            max-in-flight: 7
                          - url: http://third:1
                            models: [a, b]
                        """).workers();

        assertThat(workers.getFirst().url()).isEqualTo(URI.create("http://10.0.0.7:8000"));
        assertThat(workers.getFirst().models()).isEmpty();
        assertThat(workers.get(1))
                .isEqualTo(new WorkerConfig(
                        "big",
                        URI.create("https://host/base"),
                        new Secret("0012"),
                        Map.of("fast", "llama-8b", "slow", "llama-70b"),
                        EngineKind.VLLM,
                        Map.of("zone", "a"),
                        -1,
                        2.5,
                        0,
                        7));
        assertThat(workers.get(2).models()).isEqualTo(Map.of("a", "a", "b", "b"));
    }

    @Test
    void readsKeysInAllForms() throws ConfigException {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        AuthConfig auth =
                ConfigFiles.read("""
                        auth:
                          api-keys: [first, {name: team, sha256: %s}, {key: second}]
                          admin-key: abcd
                        """.formatted(abc.toUpperCase(Locale.ROOT))).auth();

        assertThat(auth.apiKeys())
                .containsExactly(
                        new ApiKey("key-1", KeyDigest.ofKey("first")),
                        new ApiKey("team", KeyDigest.ofKey("abc")),
                        new ApiKey("key-3", KeyDigest.ofKey("second")));
        assertThat(Objects.requireNonNull(auth.adminKey()).hex()).startsWith("88d4266fd4e6338d");
    }

    @Test
    void aModelsPolicyInheritsFromTheGeneralOne() throws ConfigException {
        SeraiConfig config = ConfigFiles.read("""
                policy: {name: least_load, sticky-keys: 5, prefix-tokens: 64}
                models:
                  a: {policy: {name: prefix_hash, sticky-keys: 6}}
                  b: {aliases: [c, d]}
                """);

        PolicyConfig own = Objects.requireNonNull(
                Objects.requireNonNull(config.models().get("a")).policy());
        assertThat(own.name()).isEqualTo(PolicyName.PREFIX_HASH);
        assertThat(own.stickyKeys()).isEqualTo(6);
        assertThat(own.prefixTokens()).isEqualTo(64);
        assertThat(config.models().get("b")).isEqualTo(new ModelConfig(null, List.of("c", "d"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "cache_aware, CACHE_AWARE",
        "Cache-Aware, CACHE_AWARE",
        "round_robin, ROUND_ROBIN",
        "power_of_two, POWER_OF_TWO",
        "prefix_hash, PREFIX_HASH",
        "consistent_hashing, CONSISTENT_HASH",
        "consistent-hash, CONSISTENT_HASH",
        "bucket, BUCKET",
        "manual, MANUAL",
        "random, RANDOM",
        "least-load, LEAST_LOAD",
    })
    void knowsPoliciesByEverySpelling(String spelling, PolicyName expected) throws ConfigException {
        assertThat(ConfigFiles.read("policy: {name: " + spelling + "}").policy().name())
                .isEqualTo(expected);
    }

    @Test
    void resolvesPathsFromWhereTheyAreWritten() throws ConfigException {
        SeraiConfig config = ConfigFiles.read("routes: {dir: my/routes}\naccess-log: {file: ~/access.log}\n");

        assertThat(config.routes().dir()).isEqualTo(Path.of("my/routes").toAbsolutePath());
        assertThat(config.accessLog().file()).isEqualTo(Path.of("/home/me/access.log"));
    }

    @ParameterizedTest
    @CsvSource({
        "${HOST}, 10.1.2.3",
        "'${HOST:-other}', 10.1.2.3",
        "${NONE:-other}, other",
        "${EMPTY:-other}, other",
        "a-${HOST}-${NONE:-}b, a-10.1.2.3-b",
        "'$${HOST}', '${HOST}'",
        "'$HOST', '$HOST'",
        "${EMPTY}, 0.0.0.0",
        "'\"${NONE:-}\"', 0.0.0.0",
    })
    void resolvesTheEnvironment(String written, String expected) throws ConfigException {
        var environment = Map.of("HOST", "10.1.2.3", "EMPTY", "", "SERAI_HOME", ".", "SERAI_ROUTES", "./routes");

        SeraiConfig config = ConfigFiles.read("server:\n  host: " + written, environment);

        assertThat(config.server().host()).isEqualTo(expected);
    }

    @Test
    void resolvesTheEnvironmentInsideListsAndNumbers() throws ConfigException {
        var environment =
                Map.of("P", "81", "U", "http://w:1", "T", "3s", "SERAI_HOME", ".", "SERAI_ROUTES", "./routes");

        SeraiConfig config = ConfigFiles.read(
                "server: {port: \"${P}\"}\nworkers:\n- ${U}\ntimeouts:\n  connect: ${T}\n", environment);

        assertThat(config.server().port()).isEqualTo(81);
        assertThat(config.workers().getFirst().url()).isEqualTo(URI.create("http://w:1"));
        assertThat(config.timeouts().connect()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anchorsMayBeUsed() throws ConfigException {
        SeraiConfig config = ConfigFiles.read("models:\n  a: &same\n    policy: {name: random}\n  b: *same\n");

        assertThat(config.models().get("b")).isEqualTo(config.models().get("a"));
    }

    @Test
    void neverPrintsSecrets() throws ConfigException {
        String yaml = """
                auth: {api-keys: [sesame-1, {name: t, key: sesame-2}], admin-key: sesame-3}
                workers: [{url: "http://w:1", api-key: "${K}"}]
                """;
        var environment = Map.of("K", "sesame-4", "SERAI_HOME", ".", "SERAI_ROUTES", "./routes");
        Loaded loaded =
                new ConfigSource(Path.of("serai.yaml"), Tree.Mapping.empty(Place.DEFAULT), environment).load(yaml);

        assertThat(loaded.config().toString() + loaded + loaded.explained()).doesNotContain("sesame");
        assertThat(loaded.explained())
                .contains("auth.api-keys[1].key: ***  # serai.yaml:1:")
                .contains("workers[0].url: http://w:1  # serai.yaml:2:");
        assertThat(Objects.requireNonNull(loaded.config().workers().getFirst().apiKey())
                        .reveal())
                .isEqualTo("sesame-4");
    }
}
