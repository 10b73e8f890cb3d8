package io.serai.gateway.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes send requests to workers before somebody has looked for personal data. */
class UnsearchedRoutesTest {
    private static final String OTHERS = """
            - route:
                id: masks
                from: {uri: 'direct:masks', steps: [{to: 'llm-pii:mask'}]}
            - route:
                id: dispatches
                from: {uri: 'direct:dispatches', steps: [{to: 'llm-dispatch:worker'}]}
            - route:
                id: loop
                from: {uri: 'direct:loop?exchangePattern=InOut', steps: [{to: 'direct:loop'}, {to: 'direct:dispatches'}]}
            """;
    private static final String KAMELET = """
            kind: Kamelet
            spec:
              template:
                from:
                  uri: kamelet:source
                  steps: [{to: 'llm-pii:hash'}]
            """;

    private static List<String> unsearched(String routes) throws RouteException {
        return UnsearchedRoutes.of(RouteNodes.of(new RouteFiles(
                Path.of("routes"),
                new TreeMap<>(Map.of("own.camel.yaml", routes, "shared.camel.yaml", OTHERS)),
                new TreeMap<>(Map.of("kamelets/redact.kamelet.yaml", KAMELET)))));
    }

    private static String route(String from, String steps) {
        return "# Of our own.\n- route:\n    id: own\n    from: {" + from + ", steps: [" + steps + "]}\n";
    }

    private static List<String> unsearchedSteps(String steps) throws RouteException {
        return unsearched(route("uri: 'llm-http:/own'", steps));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{to: 'llm-dispatch:worker'}",
                "{to: {id: d, uri: 'llm-dispatch:worker?path=/v1/chat/completions'}}",
                "{to: {uri: 'llm-dispatch:worker', parameters: {path: /x}}}",
                "{to-d: {uri: 'llm-dispatch:worker'}}",
                "{to: 'llm-pii:unmask'}, {to: 'llm-dispatch:worker'}",
                "{to: 'llm-pii:inspect'}, {to: 'llm-dispatch:worker'}",
                "{to: 'llm-dispatch:worker'}, {to: 'llm-pii:mask'}",
                "{to: 'direct:dispatches'}",
                "{to: 'direct:loop'}",
                "{to: 'direct:nowhere'}, {to: 'llm-dispatch:worker'}",
                "{choice: {when: [{simple: x, steps: [{to: 'llm-pii:mask'}]}]}}, {to: 'llm-dispatch:worker'}",
                "{choice: {when: [{simple: x, steps: [{to: 'llm-pii:mask'}]}, {simple: y, steps: [{to: 'llm-dispatch:worker'}]}]}}",
                "{choice: {when: [{simple: x, steps: [{to: 'llm-pii:mask'}]}], otherwise: {steps: [{to: 'llm-dispatch:worker'}]}}}",
                "{filter: {simple: x, steps: [{to: 'llm-pii:mask'}]}}, {to: 'llm-dispatch:worker'}",
                "{set-body: {constant: 'llm-pii:mask'}}, {to: 'llm-dispatch:worker'}",
            })
    void aRouteToAWorkerWithoutASearchBeforeIsNamedWithItsPlace(String steps) throws RouteException {
        assertThat(unsearchedSteps(steps)).containsExactly("own (own.camel.yaml:2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{to: 'llm-pii:mask'}, {to: 'llm-dispatch:worker'}",
                "{to: 'llm-pii:BLOCK?types=CREDIT_CARD'}, {to: 'llm-dispatch:worker'}",
                "{to: {uri: llm-pii, parameters: {operation: detect}}}, {to: 'llm-dispatch:worker'}",
                "{to: 'direct:masks'}, {to: 'direct:dispatches'}",
                "{to: 'kamelet:redact'}, {to: 'llm-dispatch:worker'}",
                "{kamelet: {name: redact}}, {to: 'llm-dispatch:worker'}",
                "{kamelet: redact/1}, {to: 'llm-dispatch:worker'}",
                "{to: 'llm-pii:hash'}, {choice: {when: [{simple: x, steps: [{to: 'llm-dispatch:worker'}]}]}}",
                "{choice: {when: [{simple: x, steps: [{to: 'llm-pii:mask'}, {to: 'llm-dispatch:worker'}]}]}}",
                "{do-try: {steps: [{to: 'llm-pii:mask'}, {to: 'llm-dispatch:worker'}]}}",
                "{to: 'llm-text:tokenizers'}",
            })
    void aSearchOnTheWayIsSeen(String steps) throws RouteException {
        assertThat(unsearchedSteps(steps)).isEmpty();
    }

    @Test
    void routesWithoutABodyAreNotMeant() throws RouteException {
        String dispatch = "{to: 'llm-dispatch:worker'}";
        assertThat(unsearched(route("uri: 'llm-http:/own?methods=GET'", dispatch)))
                .isEmpty();
        assertThat(unsearched(route("uri: 'llm-http:/own', parameters: {methods: 'GET,DELETE'}", dispatch)))
                .isEmpty();
        assertThat(unsearched(route("uri: 'llm-http:/own', parameters: {methods: 'get,post'}", dispatch)))
                .hasSize(1);
    }

    @Test
    void templatesAreLookedAtToo() throws RouteException {
        String template = "- routeTemplate:\n    id: own\n    parameters: [{name: path}]\n"
                + "    from: {uri: 'llm-http:{{path}}', steps: [%s{to: 'llm-dispatch:worker'}]}\n";
        assertThat(unsearched(template.formatted(""))).containsExactly("own (own.camel.yaml:1)");
        assertThat(unsearched(template.formatted("{to: 'llm-pii:mask'}, "))).isEmpty();
    }

    @Test
    void routesThatShipAreAllSearched() throws RouteException {
        assertThat(UnsearchedRoutes.of(RouteNodes.of(RouteFiles.read(Path.of("..", "routes")))))
                .isEmpty();
    }
}
