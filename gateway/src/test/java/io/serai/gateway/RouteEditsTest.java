package io.serai.gateway;

import static io.serai.gateway.GatewayRig.CHAT;
import static io.serai.gateway.GatewayRig.SOON;
import static io.serai.gateway.GatewayRig.chat;
import static io.serai.gateway.GatewayRig.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users may write into a route file, as a client sees it. */
class RouteEditsTest {
    private static final String MINE = "/v1/mine";

    private final GatewayRig rig;

    RouteEditsTest(@TempDir Path folder) throws Exception {
        rig = GatewayRig.started(folder);
    }

    @BeforeEach
    void firstGeneration() throws Exception {
        assertThat(generation()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private int generation() throws Exception {
        return json(rig.get("/routes").body()).path("generation").asInt();
    }

    /** A chat route on {@link #MINE} with these steps, live when this returns. */
    private void live(String steps) throws Exception {
        live("", steps);
    }

    private void live(String configuration, String steps) throws Exception {
        int before = generation();
        rig.write(
                "routes/mine.camel.yaml",
                configuration
                        + """
                - route:
                    id: mine
                %s    from:
                      uri: llm-http:/v1/mine?api=CHAT
                      steps:
                %s""".formatted(
                                        configuration.isEmpty() ? "" : "    routeConfigurationId: mine-errors\n",
                                        steps.indent(8)));
        await().atMost(SOON).until(() -> {
            JsonNode routes = json(rig.get("/routes").body());
            assertThat(routes.path("problem").isNull()).as("%s", routes).isTrue();
            return routes.path("generation").asInt() > before;
        });
    }

    private HttpResponse<String> send(String... headers) throws Exception {
        return rig.post(MINE, chat("m", false), headers);
    }

    @Test
    void aHeaderSetAfterTheDispatchReachesTheClient() throws Exception {
        live("""
                - to: llm-dispatch:worker?path=/v1/chat/completions
                - setHeader:
                    name: x-version
                    constant: one
                """);
        assertThat(send().headers().firstValue("x-version")).hasValue("one");
        live("""
                - to: llm-dispatch:worker?path=/v1/chat/completions
                - setHeader:
                    name: x-version
                    constant: two
                """);
        HttpResponse<String> answer = send("x-mine", "secret", "cookie", "a=b");
        assertThat(answer.headers().firstValue("x-version"))
                .as("the new version answers")
                .hasValue("two");
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "cookie", "host", "CamelHttpMethod");
        assertThat(json(answer.body()).path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void aBodySetBeforeTheDispatchIsWhatTheWorkerGets() throws Exception {
        String other = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"rewritten\"}]}";
        live("""
                - setBody:
                    constant: '%s'
                - to: llm-dispatch:worker?path=/v1/chat/completions
                """.formatted(other));
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(rig.workers.stream()
                        .filter(worker -> worker.counters().requests() > 0)
                        .map(worker -> worker.lastRequest().bodyText()))
                .containsExactly(other);
    }

    @Test
    void aBodyWithoutADispatchIsTheAnswer() throws Exception {
        live("""
                - setBody:
                    simple: '{"hello":"${header.x-name}"}'
                - setHeader:
                    name: CamelHttpResponseCode
                    constant: 202
                """);
        HttpResponse<String> answer = send("x-name", "Ada");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"hello\":\"Ada\"}");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("x-name")).as("the client's own").isEmpty();
    }

    @Test
    void aChoiceMayLookAtARequestHeader() throws Exception {
        live("""
                - choice:
                    when:
                      - simple: ${header.x-tier} == 'gold'
                        steps:
                          - setBody:
                              constant: '{"tier":"gold"}'
                    otherwise:
                      steps:
                        - to: llm-dispatch:worker?path=/v1/chat/completions
                """);
        assertThat(send("x-tier", "gold").body()).isEqualTo("{\"tier\":\"gold\"}");
        assertThat(json(send("x-tier", "tin").body()).path("object").asText()).isEqualTo("chat.completion");
        assertThat(rig.atWorkers()).isEqualTo(1);
    }

    @Test
    void aRouteMayCatchWhatTheDispatchRefuses() throws Exception {
        live("""
                - doTry:
                    steps:
                      - to: llm-dispatch:worker?path=/v1/chat/completions
                    doCatch:
                      - exception: [io.serai.core.CallError]
                        steps:
                          - setBody:
                              constant: '{"sorry":true}'
                """);
        rig.workers.forEach(worker -> worker.faults(FaultRule.always(new Fault.ResetBeforeHead())));
        HttpResponse<String> answer = send();
        assertThat(answer.body()).isEqualTo("{\"sorry\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
        rig.workers.forEach(worker -> worker.faults());
        assertThat(json(send().body()).path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void anErrorMayGetABodyOfOnesOwn() throws Exception {
        live("""
                - routeConfiguration:
                    id: mine-errors
                    onException:
                      - onException:
                          exception: [io.serai.core.CallError]
                          handled:
                            constant: "true"
                          steps:
                            - setHeader:
                                name: CamelHttpResponseCode
                                simple: ${exception.status}
                            - setBody:
                                simple: '{"oops":"${exception.code}"}'
                """, "- to: llm-dispatch:worker?path=/v1/chat/completions\n");
        HttpResponse<String> answer = rig.post(MINE, chat("nobody", false));
        assertThat(answer.body()).isEqualTo("{\"oops\":\"model_not_found\"}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(rig.post(CHAT, chat("nobody", false)).body())
                .as("another route")
                .contains("\"error\"");
        assertThat(send().statusCode()).isEqualTo(200);
    }

    @Test
    void aKameletMayBeAStep() throws Exception {
        rig.write("routes/kamelets/stamp.kamelet.yaml", """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: stamp
                spec:
                  definition:
                    title: Stamp
                    properties:
                      mark: {type: string}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setHeader:
                            name: x-stamp
                            simple: "{{mark}}"
                """);
        live("""
                - to: llm-dispatch:worker?path=/v1/chat/completions
                - to: kamelet:stamp?mark=blue
                """);
        HttpResponse<String> answer = send();
        assertThat(answer.headers().firstValue("x-stamp")).hasValue("blue");
        assertThat(json(answer.body()).path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void aStepThatFailsIsA500WithoutInternals() throws Exception {
        live("""
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: boom at 10.0.0.1
                """);
        HttpResponse<String> answer = send();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(json(answer.body()).at("/error/code").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("boom", "IllegalState", "10.0.0.1");
    }

    @Test
    void aRefusedEditIsShownToTheAdministrator() throws Exception {
        live("- to: llm-dispatch:worker?path=/v1/chat/completions\n");
        rig.write(
                "routes/mine.camel.yaml",
                "- route:\n    id: mine\n    from: {uri: nowhere:x, steps: [{to: llm-fleet:models}]}\n");
        await().atMost(SOON)
                .until(() -> !json(rig.get("/routes").body()).path("problem").isNull());
        JsonNode problem = json(rig.get("/routes").body()).path("problem");
        assertThat(problem.path("file").asText()).isEqualTo("mine.camel.yaml");
        assertThat(problem.path("line").asInt()).isEqualTo(3);
        assertThat(problem.path("reason").asText()).contains("nowhere");
        assertThat(send().statusCode()).as("the old version serves on").isEqualTo(200);
        assertThat(rig.metrics()).containsPattern("serai_route_reloads_total\\{[^}]*} 1\\.0");
    }
}
