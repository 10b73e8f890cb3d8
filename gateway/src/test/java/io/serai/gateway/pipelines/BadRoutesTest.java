package io.serai.gateway.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.steps.http.PathTable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An edit that is refused says in which file, on which line and why; what was live stays. */
class BadRoutesTest {
    private static final String GOOD = """
            - route:
                id: good
                from:
                  uri: llm-http:/good
                  steps:
                    - to:
                        uri: llm-fleet:liveness
            """;

    /**
     * One bad file.
     *
     * @param text of {@code edit.camel.yaml}, beside the good file
     * @param says part of the reason
     */
    record Case(String name, String text, int line, String says) {
        String file() {
            return Set.of("route id of another file", "path and method of another route")
                            .contains(name)
                    ? "good.camel.yaml"
                    : "edit.camel.yaml";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(files(), routes(), neighbours(), endpoints(), options(), steps(), starts())
                .flatMap(it -> it);
    }

    private static Stream<Case> files() {
        return Stream.of(
                new Case("YAML syntax", """
                        - route:
                            id: x
                            from: [
                        """, 4, "is no YAML"),
                new Case("tab as indentation", "- route:\n\tid: x\n", 2, "is no YAML"),
                new Case("empty file", "", 1, "is no list"),
                new Case("only a comment", "# nothing\n", 1, "is no list"),
                new Case("no list", "route:\n  id: x\n", 1, "is no list"),
                new Case("list of words", "- route\n", 1, "- route:"),
                new Case(
                        "two documents",
                        GOOD.replace("good", "x") + "---\n" + GOOD.replace("good", "y"),
                        8,
                        "document"));
    }

    private static Stream<Case> routes() {
        return Stream.of(
                new Case("unknown entry", "- rout:\n    id: x\n", 1, "rout"),
                new Case("route without id", """
                        # comment
                        - route:
                            from:
                              uri: llm-http:/x
                              steps:
                                - to: llm-fleet:liveness
                        """, 2, "no id"),
                new Case("from without route", """
                        - from:
                            uri: llm-http:/x
                            steps:
                              - to: llm-fleet:liveness
                        """, 1, "no id"));
    }

    private static Stream<Case> neighbours() {
        return Stream.of(
                new Case("route id of another file", """
                        - route:
                            description: a
                            id: good
                            from:
                              uri: llm-http:/x
                              steps:
                                - to: llm-fleet:liveness
                        """, 2, "edit.camel.yaml:3"),
                new Case("route id twice in a file", """
                        - route:
                            id: x
                            from:
                              uri: llm-http:/x
                              steps:
                                - to: llm-fleet:liveness
                        - route:
                            id: x
                            from:
                              uri: llm-http:/y
                              steps:
                                - to: llm-fleet:liveness
                        """, 8, "edit.camel.yaml:2"),
                new Case("path and method of another route", """
                        - route:
                            id: x
                            from:
                              uri: llm-http:/good
                              parameters:
                                methods: GET,POST
                              steps:
                                - to: llm-fleet:liveness
                        """, 4, "both serve POST /good"),
                new Case("noErrorHandler", "- errorHandler:\n    noErrorHandler: {}\n", 2, "noErrorHandler"),
                new Case("noErrorHandler of all", """
                        - routeConfiguration:
                            error-handler:
                              no-error-handler: {}
                        """, 3, "noErrorHandler"),
                new Case("contains itself", "- &a\n  route: *a\n", 2, "no id"),
                new Case("contains itself in a step", route("- &a\n            choice: *a"), 6, ""));
    }

    private static Stream<Case> endpoints() {
        return Stream.of(
                new Case("unknown component", route("- to: nowhere:x"), 6, "nowhere"),
                new Case(
                        "unknown component, uri in its own line",
                        route("- to:\n            uri: nowhere:x"),
                        7,
                        "nowhere"));
    }

    private static Stream<Case> options() {
        return Stream.of(
                new Case("unknown option", route("- to: llm-dispatch:worker?speed=9"), 6, "speed"),
                new Case("unknown option in parameters", route("""
                        - to:
                                    uri: llm-dispatch:worker
                                    parameters:
                                      anyModel: true
                                      speed: 9
                        """), 10, "speed"),
                new Case("unknown option of from", """
                        - route:
                            id: x
                            from:
                              uri: llm-http:/x
                              parameters:
                                method: GET
                              steps:
                                - to: llm-fleet:liveness
                        """, 6, "method"),
                new Case("wrong option value", route("- to: llm-dispatch:worker?anyModel=perhaps"), 6, "perhaps"),
                new Case("wrong option value in parameters", """
                        - route:
                            id: x
                            from:
                              uri: llm-http:/x
                              parameters:
                                methods: GET
                                access: NOBODY
                              steps:
                                - to: llm-fleet:liveness
                        """, 7, "NOBODY"));
    }

    private static Stream<Case> steps() {
        return Stream.of(
                new Case("unknown operation", route("- to: llm-fleet:fly"), 6, "fly"),
                new Case("unknown step", route("- fly: high"), 6, "fly"),
                new Case(
                        "unknown key of a step",
                        route("- setHeader:\n            nam: x\n            constant: y"),
                        7,
                        "nam"),
                new Case("unknown bean", route("- process:\n            ref: nobody"), 7, "nobody"),
                new Case(
                        "unknown bean in an option",
                        route("- to: \"llm-dispatch:worker?attempts=#nobody\""),
                        6,
                        "nobody"),
                new Case("unknown placeholder", route("- to: \"{{nowhere}}\""), 6, "nowhere"),
                new Case(
                        "unknown language",
                        route("- setBody:\n            expression:\n              latin: x"),
                        8,
                        "latin"),
                new Case("broken expression", route("- setBody:\n            simple: ${nothing"), 7, "${nothing"),
                new Case("unknown kamelet", route("- to: kamelet:nobody"), 6, "nobody"));
    }

    private static Stream<Case> starts() {
        return Stream.of(
                new Case("no steps", "- route:\n    id: x\n    from:\n      uri: llm-http:/x\n", 4, "no steps"),
                new Case(
                        "empty steps",
                        "- route:\n    id: x\n    from:\n      uri: llm-http:/x\n      steps: []\n",
                        5,
                        "no steps"),
                new Case("no from", "- route:\n    id: x\n", 1, "from"),
                new Case("from is no llm-http", """
                        - route:
                            id: x
                            from:
                              uri: direct:x?block=maybe
                              steps:
                                - to: llm-fleet:liveness
                        """, 4, "maybe"),
                new Case("llm-http as a step", route("- to: llm-http:/y"), 6, "begins a route"),
                new Case("route that does not start", """
                        - route:
                            id: x
                            autoStartup: false
                            from:
                              uri: llm-http:/x
                              steps:
                                - to: llm-fleet:liveness
                        """, 1, "did not start"));
    }

    private static String route(String step) {
        return "- route:\n    id: x\n    from:\n      uri: llm-http:/x\n      steps:\n        " + step.stripTrailing()
                + "\n";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refused(Case c, @TempDir Path folder) throws Exception {
        try (var files = new RouteFolder(folder).write("good.camel.yaml", GOOD)) {
            files.routes.load();
            LiveRoutes.Status refused = files.write("edit.camel.yaml", c.text).settle();
            RouteProblem problem = Objects.requireNonNull(refused.problem());
            assertThat(problem.file()).as("%s", problem).isEqualTo(c.file());
            assertThat(problem.line()).as("%s", problem).isEqualTo(c.line);
            assertThat(problem.reason()).contains(c.says).doesNotContain("Exception:", "org.apache", "io.serai");
            assertThat(files.routes.find("POST", "/good")).isInstanceOf(PathTable.Match.Found.class);
            assertThat(files.routes.status().routeIds()).containsExactly("good");
        }
    }
}
