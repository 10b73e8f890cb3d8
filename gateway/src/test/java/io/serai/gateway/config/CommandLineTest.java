package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path home;

    /** Words of a command line and what they set. */
    record Case(String words, Function<SeraiConfig, Object> setting, Object expected) {
        @Override
        public String toString() {
            return words;
        }
    }

    static Stream<Case> flags() {
        return Stream.of(
                new Case("--host 127.0.0.1", c -> c.server().host(), "127.0.0.1"),
                new Case("--port 8080", c -> c.server().port(), 8080),
                new Case("--port=8080", c -> c.server().port(), 8080),
                new Case("--port 1 --port 2", c -> c.server().port(), 2),
                new Case("--worker-urls http://a:1 http://b:2", CommandLineTest::urls, "http://a:1 http://b:2"),
                new Case(
                        "--worker-urls http://a:1 --worker-urls=http://b:2",
                        CommandLineTest::urls,
                        "http://a:1 http://b:2"),
                new Case("--worker-urls --port 1", CommandLineTest::urls, ""),
                new Case("--policy round_robin", c -> c.policy().name(), PolicyName.ROUND_ROBIN),
                new Case("--prometheus-port 9", c -> c.metrics().port(), 9),
                new Case("--prometheus-host ::", c -> c.metrics().host(), "::"),
                new Case("--api-key k", c -> c.auth().apiKeys(), List.of(new ApiKey("key-1", KeyDigest.ofKey("k")))),
                new Case("--admin-key k", c -> Objects.requireNonNull(c.auth().adminKey()), KeyDigest.ofKey("k")),
                new Case("--model-path org/llama", c -> Objects.requireNonNull(c.defaultModel()), "org/llama"),
                new Case(
                        "--chat-template {{x}}",
                        c -> c.modelDefaults(),
                        Map.of(ModelCard.Field.CHAT_TEMPLATE, "{{x}}")),
                new Case(
                        "--tool-call-parser qwen25",
                        c -> c.modelDefaults(),
                        Map.of(ModelCard.Field.TOOL_CALL_PARSER, "qwen25")),
                new Case(
                        "--reasoning-parser qwen3",
                        c -> c.modelDefaults(),
                        Map.of(ModelCard.Field.REASONING_PARSER, "qwen3")),
                new Case("--tokenizer-cache-l1-max-memory 1024", c -> c.tokens().cache(), new Size(1024)),
                new Case("--max-concurrent-requests 64", c -> c.limits().maxConcurrent(), 64),
                new Case("--max-concurrent-requests -1", c -> c.limits().maxConcurrent(), 0),
                new Case("--queue-size 7", c -> c.limits().queueSize(), 7),
                new Case("--queue-timeout-secs 90", c -> c.limits().queueTimeout(), Duration.ofSeconds(90)),
                new Case("--rate-limit-tokens-per-second 5", c -> c.limits().requestsPerSecond(), 5),
                new Case("--request-timeout-secs 60", c -> c.timeouts().total(), Duration.ofMinutes(1)),
                new Case("--retry-max-retries 5", c -> c.retry().attempts(), 6),
                new Case("--retry-initial-backoff-ms 7", c -> c.retry().backoff(), Duration.ofMillis(7)),
                new Case("--retry-max-backoff-ms 30000", c -> c.retry().maxBackoff(), Duration.ofSeconds(30)),
                new Case("--disable-retries", c -> c.retry().attempts(), 1),
                new Case("--cb-failure-threshold 4", c -> c.health().breaker().minCalls(), 4),
                new Case("--cb-success-threshold 2", c -> c.health().breaker().halfOpenCalls(), 2),
                new Case(
                        "--cb-timeout-duration-secs 9",
                        c -> c.health().breaker().open(),
                        Duration.ofSeconds(9)),
                new Case(
                        "--cb-window-duration-secs 120",
                        c -> c.health().breaker().window(),
                        Duration.ofMinutes(2)),
                new Case("--disable-circuit-breaker", c -> c.health().breaker().enabled(), false),
                new Case("--health-check-interval-secs 60", c -> c.health().interval(), Duration.ofMinutes(1)),
                new Case("--health-check-timeout-secs 2", c -> c.health().timeout(), Duration.ofSeconds(2)),
                new Case("--health-failure-threshold 5", c -> c.health().failures(), 5),
                new Case("--health-success-threshold 4", c -> c.health().successes(), 4),
                new Case("--health-check-endpoint /ok", c -> c.health().path(), "/ok"),
                new Case("--max-payload-size 536870912", c -> c.server().bodyLimit(), new Size(536870912)),
                new Case("--request-id-headers X-A x-b", c -> c.server().requestIdHeaders(), List.of("x-a", "x-b")),
                new Case(
                        "--cors-allowed-origins https://a *",
                        c -> c.server().cors().origins(),
                        List.of("https://a", "*")),
                new Case("--log-level debug", c -> c.logLevel(), LogLevel.DEBUG),
                new Case("--max-idle-secs 60", c -> c.policy().stickyIdle(), Duration.ofMinutes(1)),
                new Case(
                        "--assignment-mode min_load",
                        c -> c.policy().stickyChoice(),
                        PolicyConfig.StickyChoice.LEAST_LOAD),
                new Case(
                        "--shutdown-grace-period-secs 180",
                        c -> c.server().shutdown().grace(),
                        Duration.ofMinutes(3)),
                new Case("--routes some/routes", c -> c.routes().dir(), Path.of("some/routes")),
                new Case("--state-dir /var/s", c -> Objects.requireNonNull(c.stateDir()), Path.of("/var/s")),
                new Case("--access-log json", c -> c.accessLog().format(), AccessLogConfig.Format.JSON));
    }

    private static String urls(SeraiConfig config) {
        return String.join(
                " ",
                config.workers().stream().map(worker -> worker.url().toString()).toList());
    }

    private Command parse(String... words) {
        return CommandLine.parse(words, Map.of("HOME", "/home/me", "KEY", "from-env"), home);
    }

    private Loaded up(String... words) {
        return switch (parse(words)) {
            case Command.Up up -> up.loaded();
            case Command other -> throw new AssertionError(other);
        };
    }

    private List<String> failure(String... words) {
        return switch (parse(words)) {
            case Command.Failure failure -> {
                assertThat(failure.exitCode()).isEqualTo(2);
                yield failure.problems().stream().map(Problem::toString).toList();
            }
            case Command other -> throw new AssertionError(other);
        };
    }

    @ParameterizedTest
    @MethodSource("flags")
    void setsOptions(Case c) {
        assertThat(c.setting.apply(up(c.words.split(" ", -1)).config())).isEqualTo(c.expected);
    }

    @Test
    void everyFlagOfAnOptionIsInTheTableAbove() {
        List<String> tested = flags().map(c -> c.words.split("[ =]", -1)[0]).toList();

        assertThat(new FlagTable().all())
                .extracting(bound -> bound.flag().name())
                // Their files must exist: the next test.
                .filteredOn(
                        flag -> (!flag.endsWith("-path") && !flag.endsWith("-paths")) || flag.equals("--model-path"))
                .isSubsetOf(tested);
    }

    @Test
    void setsFiles() throws IOException {
        Path pem = Files.createFile(home.resolve("a.pem"));
        String file = pem.toString();

        SeraiConfig config = up(
                        "--tls-cert-path",
                        file,
                        "--tls-key-path",
                        file,
                        "--ca-cert-paths",
                        file,
                        file,
                        "--client-cert-path",
                        file,
                        "--client-key-path",
                        file)
                .config();

        assertThat(config.server().tls()).isEqualTo(new Tls(pem, pem, Duration.ofSeconds(30)));
        assertThat(config.upstream().tls()).isEqualTo(new UpstreamConfig.ClientTls(List.of(pem, pem), false, pem, pem));
    }

    @Test
    void flagsOverrideTheFile() throws IOException {
        Path file = Files.writeString(
                home.resolve("other.yaml"),
                "server: {port: 1, host: a}\nworkers: [\"http://file:1\"]\npolicy: {sticky-keys: 9}\n");

        Loaded loaded =
                up("--config", file.toString(), "--port", "2", "--worker-urls", "http://flag:1", "--policy", "manual");

        assertThat(loaded.config().server().port()).isEqualTo(2);
        assertThat(loaded.config().server().host()).isEqualTo("a");
        assertThat(urls(loaded.config())).isEqualTo("http://flag:1");
        assertThat(loaded.config().policy().stickyKeys()).isEqualTo(9);
        assertThat(loaded.explained()).contains("server.port: 2  # --port\n", "server.host: a  # " + file + ":1:25\n");
    }

    @Test
    void readsTheFileOfTheDistribution() throws IOException {
        assertThat(up().config().server().port()).isEqualTo(30000);
        Files.writeString(home.resolve("serai.yaml"), "server: {port: 5}\nstate-dir: ${SERAI_HOME}/state\n");

        assertThat(up().config().server().port()).isEqualTo(5);
        assertThat(up().config().stateDir()).isEqualTo(home.resolve("state"));
        assertThat(up().config().routes().dir()).isEqualTo(home.resolve("routes"));
    }

    @Test
    void flagsMayReferToTheEnvironment() {
        assertThat(up("--api-key", "${KEY}")
                        .config()
                        .auth()
                        .apiKeys()
                        .getFirst()
                        .digest())
                .isEqualTo(KeyDigest.ofKey("from-env"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | --prot: an unknown flag; did you mean --port?",
                "--nonsense-of-all-kinds | --nonsense-of-all-kinds: an unknown flag; serai --help lists the flags",
                "--port | --port: no value; write --port PORT",
                "--port --host a | --port: no value; write --port PORT",
                "--port x | --port: server.port: found 'x'; set a whole number from 0 to 65535",
                "--worker-urls a | --worker-urls: workers[0].url: found 'a'; set an http or https URL without user, query or fragment, such as http://10.0.0.7:8000",
                "--queue-timeout-secs 1s | --queue-timeout-secs: found '1s'; set a whole number of seconds",
                "--queue-timeout-secs 0 | --queue-timeout-secs: limits.queue-timeout: found '0'; set a duration of at least 1ms with its unit, such as 500ms, 10s or 1m30s",
                "--max-concurrent-requests -2 | --max-concurrent-requests: found '-2'; set a whole number, or -1 for no limit",
                "--disable-retries=1 | --disable-retries: found a value; write just --disable-retries",
                "up here | serai: unexpected 'here'; put a flag in front of it; serai --help lists them",
                "--api-key a b | serai: unexpected a second value (not shown); put a flag in front of it; serai --help lists them",
                "fly | serai: unknown command 'fly'; use up, check, version or help",
                "--pd-disaggregation | --pd-disaggregation: a flag of the SGLang router that cannot be honoured; prefill-decode disaggregation is not supported",
                "--config nowhere.yaml | nowhere.yaml: no such file; name an existing file with --config",
            })
    void refusesWhatItCannotDo(String words, String problem) {
        assertThat(failure(words.split(" ", -1))).containsExactly(problem);
    }

    @Test
    void saysEverythingAtOnce() throws IOException {
        Path file = Files.writeString(home.resolve("bad.yaml"), "server: {threads: x}\n");

        assertThat(failure("--config", file.toString(), "--prot", "1", "--port", "y"))
                .extracting(problem -> problem.substring(0, problem.indexOf(';')))
                .containsExactly(
                        "--prot: an unknown flag",
                        "--port: server.port: found 'y'",
                        file + ":1:19: server.threads: found 'x'");
    }

    @Test
    void warnsOfRouterFlagsWithoutAMeaning() {
        Command command = parse(
                "--balance-abs-threshold", "64", "--cache-threshold=0.3", "--history-backend", "none", "--port", "1");

        assertThat(command).isInstanceOfSatisfying(Command.Up.class, up -> {
            assertThat(up.warnings()).hasSize(3);
            assertThat(up.warnings().getFirst())
                    .startsWith("--balance-abs-threshold has no effect: cache-aware weighs")
                    .contains("policy.prefill-tokens-per-second");
            assertThat(up.loaded().config().server().port()).isEqualTo(1);
        });
    }

    @Test
    void knowsItsCommands() {
        assertThat(parse("check", "--port", "1")).isInstanceOf(Command.Check.class);
        assertThat(parse("up")).isInstanceOf(Command.Up.class);
        assertThat(parse("aot-train")).isInstanceOf(Command.AotTrain.class);
        assertThat(parse("version")).isInstanceOf(Command.Version.class);
        assertThat(parse("--version")).isInstanceOf(Command.Version.class);
        assertThat(parse("check", "--config", "nowhere")).isInstanceOf(Command.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "up --port x --help"})
    void helpNamesEveryFlag(String words) {
        assertThat(parse(words.split(" ", -1))).isInstanceOfSatisfying(Command.Help.class, help -> {
            assertThat(help.text()).contains("--config FILE", "--worker-urls URL...", "server.port, default 30000");
            new FlagTable()
                    .all()
                    .forEach(bound ->
                            assertThat(help.text()).contains(bound.flag().name()));
            RouterFlags.all().stream()
                    .filter(RouterFlags.Known::ignored)
                    .forEach(flag -> assertThat(help.text()).contains(flag.name()));
        });
    }
}
