package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFilesTest {
    /** A file and the beginning and the end of the one message about it. */
    record Case(String name, String yaml, String start, String end) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> structure() {
        return Stream.of(
                new Case(
                        "unknown section",
                        "sever:\n  port: 1\n",
                        "serai.yaml:1:1: sever: an unknown key; did you mean server?",
                        ""),
                new Case(
                        "unknown key",
                        "server:\n  prot: 1\n",
                        "serai.yaml:2:3: server.prot: an unknown key; did you mean port?",
                        ""),
                new Case(
                        "far from any key",
                        "limits:\n  bananas: 1\n",
                        "serai.yaml:2:3: limits.bananas: an unknown key; remove it; known here: max-concurrent,",
                        "requests-per-second"),
                new Case(
                        "underscores",
                        "server:\n  body_limit: 1MiB\n",
                        "serai.yaml:2:3: server.body_limit: an unknown key; did you mean body-limit?",
                        ""),
                new Case(
                        "duplicate key",
                        "server:\n  port: 1\n  port: 2\n",
                        "serai.yaml:3:3: server.port: the key is already set in line 2; remove one",
                        ""),
                new Case(
                        "duplicate section",
                        "retry: {}\nserver: {}\nretry: {}\n",
                        "serai.yaml:3:1: retry: the key is already set in line 1;",
                        ""),
                new Case(
                        "list for a section",
                        "server: [1]\n",
                        "serai.yaml:1:9: server: found a list; set a section with host, port",
                        ""),
                new Case(
                        "value for a section",
                        "server: 8080\n",
                        "serai.yaml:1:9: server: found a single value; set a section with",
                        ""),
                new Case(
                        "value for a list",
                        "workers: http://a:1\n",
                        "serai.yaml:1:10: workers: found a single value; set a list whose lines begin with `- `",
                        ""),
                new Case(
                        "section for a value",
                        "server:\n  port: {a: 1}\n",
                        "serai.yaml:2:9: server.port: found a section; set a whole number from 0 to 65535",
                        ""),
                new Case("top level list", "- a\n", "serai.yaml:1:1: found a list; write sections", ""),
                new Case(
                        "syntax",
                        "server: [1\nlimits: {}\n",
                        "serai.yaml:2:7: no valid YAML: while parsing a flow sequence:",
                        "correct the syntax here"),
                new Case(
                        "tab",
                        "server:\n\tport: 1\n",
                        "serai.yaml:2:1: no valid YAML: while scanning",
                        "correct the syntax here"),
                new Case(
                        "two documents",
                        "server: {}\n---\nlimits: {}\n",
                        "serai.yaml:2:1: no valid YAML: expected a single document",
                        ""),
                new Case(
                        "control character",
                        "server: \u0001\n",
                        "serai.yaml:1:1: no valid YAML: special characters are not allowed",
                        ""),
                new Case(
                        "key that is a list",
                        "? [a]\n: 1\n",
                        "serai.yaml:1:3: a key that is a list or a section; write a word",
                        ""),
                new Case(
                        "endless section",
                        "models: &m\n  a: *m\n",
                        "serai.yaml:1:9: models: a section that contains itself;",
                        ""),
                new Case("nested too deeply", "[".repeat(50_000), "serai.yaml:1:1: sections nested without end;", ""));
    }

    static Stream<Case> values() {
        return Stream.of(
                value("server: {port: 70000}", "server.port: found '70000'; set a whole number from 0 to 65535"),
                value("server: {port: -1}", "server.port: found '-1'; set a whole number"),
                value("server: {port: 80.5}", "server.port: found '80.5'; set a whole number"),
                value("server: {port: http}", "server.port: found 'http'; set a whole number"),
                value("server: {head-requests: yes}", "server.head-requests: found 'yes'; set true or false"),
                value("server: {head-timeout: 10}", "server.head-timeout: found '10'; set a duration with its unit"),
                value("server: {head-timeout: -1s}", "server.head-timeout: found '-1s'; set a duration"),
                value("server: {head-timeout: 99999d}", "server.head-timeout: found '99999d'; set a duration"),
                value("server: {body-limit: 10 apples}", "server.body-limit: found '10 apples'; set a size from 1KiB"),
                value("server: {body-limit: 3GiB}", "server.body-limit: found '3GiB'; set a size"),
                value("server: {request-id-headers: [a b]}", "server.request-id-headers[0]: found 'a b'; set the name"),
                value(
                        "server: {tls: {certificate: nowhere.pem}}",
                        "server.tls.certificate: found 'nowhere.pem'; set the path of a file"),
                value(
                        "policy: {name: cache-awre}",
                        "policy.name: found 'cache-awre'; set one of cache-aware, least-load"),
                value("policy: {load-factor: 0.5}", "policy.load-factor: found '0.5'; set a number from 1 to 1000"),
                value("policy: {load-factor: NaN}", "policy.load-factor: found 'NaN'; set a number"),
                value("policy: {load-factor: 2d}", "policy.load-factor: found '2d'; set a number"),
                value("workers: [ftp://a]", "workers[0].url: found 'ftp://a'; set an http or https URL"),
                value(
                        "workers: [\"http://u:p@a\"]",
                        "workers[0].url: found a URL with a user (not shown); set an http or https URL without user"),
                value("workers: [{id: a}]", "workers[0].url: not set; set an http or https URL"),
                value("workers: [{url: \"http://a\", id: a/b}]", "workers[0].id: found 'a/b'; set 1 to 128 letters"),
                value(
                        "workers: [{url: \"http://a\", models: x}]",
                        "workers[0].models: found a single value; set a list of model names"),
                value(
                        "workers: [{url: \"http://a\", weight: 0}]",
                        "workers[0].weight: found '0'; set a number from 0.001"),
                value("health: {path: health}", "health.path: found 'health'; set a path that begins with /"),
                value("health: {failures: 0}", "health.failures: found '0'; set a whole number from 1"),
                value("server: {host: \"\"}", "server.host: found an empty value; set an address"),
                value("auth: {api-keys: [\"\"]}", "auth.api-keys[0].key: found an empty value; set a key"),
                value(
                        "auth: {api-keys: [\"two words\"]}",
                        "auth.api-keys[0].key: found something else (not shown); set a key"),
                value(
                        "auth: {api-keys: [{name: a}]}",
                        "auth.api-keys[0].key: neither key nor sha256; set one of the two"),
                value(
                        "auth: {api-keys: [{sha256: abc}]}",
                        "auth.api-keys[0].sha256: found something else (not shown); set the SHA-256"));
    }

    private static Case value(String yaml, String message) {
        return new Case(yaml, yaml + "\n", "serai.yaml:1:", message);
    }

    static Stream<Case> contradictions() {
        return Stream.of(
                new Case(
                        "ports",
                        "server:\n  port: 29000\n",
                        "serai.yaml:2:9: server.port: 29000 is the value of metrics.port too;",
                        ""),
                new Case(
                        "ports, written",
                        "server:\n  port: 7\nmetrics:\n  port: 7\n",
                        "serai.yaml:4:9: metrics.port: 7 is the value of server.port too;",
                        ""),
                new Case(
                        "backoff",
                        "retry:\n  backoff: 3s\n",
                        "serai.yaml:2:12: retry.backoff: 3s is longer than max-backoff, 2s;",
                        ""),
                new Case(
                        "key without certificate",
                        "upstream:\n  tls:\n    key: pom.xml\n",
                        "serai.yaml:3:5: upstream.tls.certificate: not set, though its other half is;",
                        ""),
                new Case(
                        "server key alone",
                        "server:\n  tls:\n    key: pom.xml\n",
                        "serai.yaml:3:5: server.tls.certificate: not set; set the path",
                        ""),
                new Case(
                        "key of placeholders",
                        "pii:\n  key: guess-me\n",
                        "serai.yaml:2:8: pii.key: it has 8 characters; set at least 16",
                        ""),
                new Case(
                        "alias of two",
                        "models:\n  a: {aliases: [x]}\n  b:\n    aliases: [y, x]\n",
                        "serai.yaml:4:18: models[b].aliases[1]: x is an alias of a too;",
                        ""),
                new Case(
                        "alias twice",
                        "models:\n  a: {aliases: [x, x]}\n",
                        "serai.yaml:2:20: models[a].aliases[1]: x is an alias of a already;",
                        ""),
                new Case(
                        "alias is a model",
                        "models:\n  a: {aliases: [b]}\n  b: {}\n",
                        "serai.yaml:2:17: models[a].aliases[0]: b is a model of this file;",
                        ""),
                new Case(
                        "alias is served",
                        "workers: [{url: \"http://w\", models: [b]}]\nmodels:\n  a: {aliases: [b]}\n",
                        "serai.yaml:3:17: models[a].aliases[0]: b is a model of the worker http://w;",
                        ""),
                new Case(
                        "worker twice",
                        "workers:\n- http://w:1\n- http://w:1\n",
                        "serai.yaml:3:3: workers[1].url: http://w:1 is the address of workers[0] too;",
                        ""),
                new Case(
                        "worker twice, in two ways",
                        "workers:\n- http://W\n- http://w:80/v1/\n",
                        "serai.yaml:3:3: workers[1].url: http://w:80/v1/ is the address of workers[0] too;",
                        ""),
                new Case(
                        "id twice",
                        "workers:\n- {url: \"http://w:1\", id: a}\n- {url: \"http://w:2\", id: a}\n",
                        "serai.yaml:3:27: workers[1].id: a is the id of workers[0] too;",
                        ""),
                new Case(
                        "both forms of a key",
                        "auth:\n  admin-key: {key: a, sha256: %s}\n".formatted("0".repeat(64)),
                        "serai.yaml:2:20: auth.admin-key.key: both key and sha256;",
                        ""),
                new Case(
                        "key twice",
                        "auth:\n  api-keys: [a, a]\n",
                        "serai.yaml:2:13: auth.api-keys: the key of key-2 is listed twice;",
                        ""),
                new Case(
                        "client key is the admin key",
                        "auth:\n  api-keys: [a]\n  admin-key: a\n",
                        "serai.yaml:3:14: auth.admin-key: the same key as one of api-keys;",
                        ""),
                new Case(
                        "key named admin",
                        "auth:\n  api-keys: [{name: admin, key: a}]\n",
                        "serai.yaml:2:13: auth.api-keys: a key named admin,",
                        ""));
    }

    @ParameterizedTest
    @MethodSource({"structure", "contradictions"})
    void saysWhatAndWhere(Case c) {
        List<String> problems = ConfigFiles.problems(c.yaml);

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).startsWith(c.start).endsWith(c.end);
    }

    @ParameterizedTest
    @MethodSource("values")
    void saysWhatToSet(Case c) {
        List<String> problems = ConfigFiles.problems(c.yaml);

        assertThat(problems).anyMatch(problem -> problem.startsWith(c.start) && problem.contains(": " + c.end));
    }

    @Test
    void saysEverythingAtOnce() {
        String yaml = """
                server:
                  port: x
                  head-timeout: soon
                wrkers: []
                workers:
                  - nothing
                  - {}
                policy:
                  nmae: random
                models:
                  a: {policy: {load-factor: 0}}
                """;

        assertThat(ConfigFiles.problems(yaml))
                .extracting(problem -> problem.substring(0, problem.indexOf(';')))
                .containsExactlyInAnyOrder(
                        "serai.yaml:2:9: server.port: found 'x'",
                        "serai.yaml:3:17: server.head-timeout: found 'soon'",
                        "serai.yaml:4:1: wrkers: an unknown key",
                        "serai.yaml:6:5: workers[0].url: found 'nothing'",
                        "serai.yaml:7:5: workers[1].url: not set",
                        "serai.yaml:9:3: models[a].policy.nmae: an unknown key",
                        "serai.yaml:11:29: models[a].policy.load-factor: found '0'");
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThat(ConfigFiles.problems(
                        "server:\n  port: ${PORT}\n", Map.of("SERAI_HOME", ".", "SERAI_ROUTES", "./routes")))
                .containsExactly("serai.yaml:2:9: server.port: environment variable PORT is not set;"
                        + " set it, or give a default: ${PORT:-...}");
        assertThat(ConfigFiles.problems(
                        "server:\n  port: ${PO RT}\n", Map.of("SERAI_HOME", ".", "SERAI_ROUTES", "./routes")))
                .containsExactly("serai.yaml:2:9: server.port: a reference without a valid name;"
                        + " write ${NAME} or ${NAME:-default}");
        assertThat(ConfigFiles.problems(
                        "server:\n  port: ${PORT\n", Map.of("SERAI_HOME", ".", "SERAI_ROUTES", "./routes")))
                .hasSize(1);
    }

    /** The value may be a password that was put into the wrong variable. */
    @Test
    void neverQuotesTheEnvironment() {
        var environment = Map.of("PORT", "hunter2", "SERAI_HOME", ".", "SERAI_ROUTES", "./routes");

        assertThat(ConfigFiles.problems("server:\n  port: ${PORT}\n", environment))
                .containsExactly("serai.yaml:2:9: server.port: found '${PORT}'; set a whole number from 0 to 65535");
    }

    /** Nine levels of nine aliases each would be 400 million values. */
    @Test
    void survivesAliasesThatMultiply() {
        var yaml = new StringBuilder("a: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("b%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(ConfigFiles.problems(yaml.toString())).isNotEmpty();
    }

    /** A default that refers to the environment can fail too. */
    @Test
    void saysThatADefaultCannotBeResolved() {
        assertThat(ConfigFiles.problems("", Map.of()))
                .singleElement()
                .asString()
                .startsWith("default: routes.dir: environment variable SERAI_ROUTES is not set;");
    }
}
