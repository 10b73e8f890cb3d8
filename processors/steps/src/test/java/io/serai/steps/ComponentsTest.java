package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.guard.Access;
import io.serai.steps.dispatch.LlmDispatchEndpoint;
import io.serai.steps.fleet.FleetOperation;
import io.serai.steps.fleet.Lifecycle;
import io.serai.steps.fleet.LlmFleetEndpoint;
import io.serai.steps.http.LlmHttpEndpoint;
import io.serai.steps.http.PathTable.Match;
import io.serai.steps.http.PathTableBuilder;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The components as a route sees them. */
class ComponentsTest {
    private final DispatchRig rig = new DispatchRig();
    private final PathTableBuilder table = new PathTableBuilder();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("table", table);
        context.getRegistry().bind("dispatcher", rig.dispatcher());
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("engines", rig.engines());
        Lifecycle accepting = () -> true;
        context.getRegistry().bind("lifecycle", accepting);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
    }

    private void route(String from, String... to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("r").to(to);
            }
        });
    }

    /** What the ingress does with a request. */
    private AsyncProcessor pipeline(String method, String path) {
        if (table.build().find(method, path) instanceof Match.Found found) {
            return found.entry().processor();
        }
        throw new AssertionError(path + " is not served");
    }

    private Exchange exchange(InferenceCall call) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(call.body());
        Calls.attach(exchange, call);
        return exchange;
    }

    private CompletableFuture<Exchange> process(AsyncProcessor pipeline, Exchange exchange, AtomicInteger ended) {
        var done = new CompletableFuture<Exchange>();
        rig.loop().execute(() -> {
            var _ = pipeline.process(exchange, doneSync -> {
                ended.incrementAndGet();
                done.complete(exchange);
            });
        });
        return done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Exchange served(Ask ask) {
        var ended = new AtomicInteger();
        AsyncProcessor pipeline = pipeline(ask.method(), ask.path());
        Exchange exchange =
                process(pipeline, exchange(ask.call(rig.loop())), ended).join();
        assertThat(ended).hasValue(1);
        return exchange;
    }

    private static @Nullable Reply reply(Exchange exchange) {
        return Calls.of(exchange).reply();
    }

    // ---- options

    @Test
    void llmDispatchBindsItsOptions() {
        var endpoint = context.getEndpoint(
                "llm-dispatch:w?path=/x&anyModel=true&attempts=4&firstByteTimeout=2s&idleTimeout=300&totalTimeout=1m",
                LlmDispatchEndpoint.class);
        assertThat(endpoint.getName()).isEqualTo("w");
        assertThat(endpoint.getPath()).isEqualTo("/x");
        assertThat(endpoint.isAnyModel()).isTrue();
        assertThat(endpoint.getAttempts()).isEqualTo(4);
        assertThat(endpoint.getFirstByteTimeout()).isEqualTo(2000);
        assertThat(endpoint.getIdleTimeout()).isEqualTo(300);
        assertThat(endpoint.getTotalTimeout()).isEqualTo(60_000);
    }

    @Test
    void llmHttpBindsItsOptions() {
        var endpoint =
                context.getEndpoint("llm-http:/v1/x?methods=get,POST&access=ADMIN&api=CHAT", LlmHttpEndpoint.class);
        assertThat(endpoint.getPath()).isEqualTo("/v1/x");
        assertThat(endpoint.getMethods()).isEqualTo("get,POST");
        assertThat(endpoint.getAccess()).isEqualTo(Access.ADMIN);
        assertThat(endpoint.getApi()).isEqualTo(Api.CHAT);
    }

    @ParameterizedTest
    @CsvSource({"flush-cache, FLUSH_CACHE", "worker_loads, WORKER_LOADS", "Health, HEALTH"})
    void llmFleetReadsItsOperation(String written, FleetOperation operation) {
        var endpoint = context.getEndpoint("llm-fleet:" + written, LlmFleetEndpoint.class);
        assertThat(endpoint.getOperation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-fleet:reboot|llm-fleet:reboot is no operation; set it to one of [liveness",
                "llm-fleet:health?deep=true|Unknown parameters=[{deep=true}]",
                "llm-dispatch:w?atempts=3|Unknown parameters=[{atempts=3}]",
                "llm-dispatch:w?attempts=many|many",
                "llm-http:/x?api=CHATS|CHATS",
                "llm-http:/x?access=ROOT|ROOT"
            })
    void aWrongUriSaysWhatIsWrong(String uri, String part) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).hasStackTraceContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-dispatch:w?attempts=-1|attempts is -1; set it to at least 1",
                "llm-dispatch:w?path=v1|path is 'v1'; set it to a path that starts with /"
            })
    void aWrongOptionOfAStepFailsTheRoute(String uri, String part) {
        assertThatThrownBy(() -> route("llm-http:/x", uri)).hasStackTraceContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-http:/x?methods=GET,|methods is 'GET,'; set it to",
                "llm-http:/{a}/b|path of route r is '/{a}/b'; set it to",
                "llm-dispatch:w|it cannot begin a route",
                "llm-fleet:health|it cannot begin a route"
            })
    void aWrongBeginningFailsTheRoute(String from, String part) {
        assertThatThrownBy(() -> route(from, "llm-fleet:health")).hasStackTraceContaining(part);
    }

    @Test
    void llmHttpIsNoStep() {
        assertThatThrownBy(() -> route("llm-http:/x", "llm-http:/y")).hasStackTraceContaining("it cannot be a step");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm-dispatch:w", "llm-fleet:health"})
    void aContextThatIsNotTheGatewaysIsRefused(String step) throws Exception {
        try (var alone = new DefaultCamelContext()) {
            alone.start();
            assertThatThrownBy(() -> alone.getEndpoint(step).createProducer())
                    .hasMessageContaining("works in the gateway's pipelines only");
        }
    }

    // ---- pipelines

    @Test
    void aPipelineAnswersWithTheWorkersReply() throws Exception {
        rig.worker("a");
        route("llm-http:/v1/chat/completions?api=CHAT", "llm-dispatch:worker");
        Exchange exchange = served(Ask.whole());
        assertThat(exchange.getException()).isNull();
        assertThat(reply(exchange))
                .isInstanceOf(Reply.Whole.class)
                .extracting(Reply::status)
                .isEqualTo(200);
    }

    @Test
    void aRefusalIsTheExchangesException() throws Exception {
        route("llm-http:/v1/chat/completions?api=CHAT", "llm-dispatch:worker");
        assertThat(served(Ask.whole()).getException())
                .isInstanceOfSatisfying(
                        CallError.class, it -> assertThat(it.status()).isEqualTo(503));
    }

    @Test
    void aRouteWithoutTheIngressIsToldSo() throws Exception {
        route("direct:x", "llm-dispatch:worker");
        Exchange exchange = context.createProducerTemplate().send("direct:x", it -> {});
        assertThat(exchange.getException()).hasMessageContaining("llm-http:");
    }

    @Test
    void aClientThatLeavesEndsTheExchangeOnce() throws Exception {
        rig.worker("a").faults(FaultRule.always(new Fault.Hang()));
        route("llm-http:/v1/chat/completions?api=CHAT", "llm-dispatch:worker");
        InferenceCall call = Ask.whole().call(rig.loop());
        var ended = new AtomicInteger();
        var done = process(pipeline("POST", "/v1/chat/completions"), exchange(call), ended);
        rig.mock("a").awaitRequests(1, DispatchRig.PATIENCE);
        rig.loop().execute(call::cancel);
        assertThat(done.join().getException()).extracting("code").isEqualTo("client_closed");
        rig.awaitNothingHeld();
        assertThat(ended).hasValue(1);
    }

    @Test
    void aClientThatLeftBeforeTheStepEndsTheExchangeToo() throws Exception {
        rig.worker("a");
        route("llm-http:/v1/chat/completions?api=CHAT", "llm-dispatch:worker");
        InferenceCall call = Ask.whole().call(rig.loop());
        rig.loop().execute(call::cancel);
        var ended = new AtomicInteger();
        Exchange exchange = process(pipeline("POST", "/v1/chat/completions"), exchange(call), ended)
                .join();
        assertThat(exchange.getException()).extracting("code").isEqualTo("client_closed");
        assertThat(rig.mock("a").counters().requests()).isZero();
    }

    @Test
    void timeLimitsOfAStepAreItsOwn() throws Exception {
        rig.worker("a").faults(FaultRule.always(new Fault.Hang()));
        route("llm-http:/v1/chat/completions?api=CHAT", "llm-dispatch:worker?firstByteTimeout=50");
        assertThat(served(Ask.whole()).getException()).extracting("code").isEqualTo("worker_timeout");
    }

    // ---- edits

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplacedBodyIsReadAgainAndSent(boolean asText) throws Exception {
        rig.worker("a", it -> it.model("n"));
        rig.worker("b");
        String edited = "{\"model\":\"n\",\"messages\":[{\"role\":\"user\",\"content\":\"edited\"}]}";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT")
                        .process(it -> it.getMessage()
                                .setBody(asText ? edited : Ask.chat(edited).bytes()))
                        .to("llm-dispatch:worker");
            }
        });
        Exchange exchange = served(Ask.whole());
        assertThat(exchange.getException()).isNull();
        assertThat(Calls.of(exchange).trace().worker()).isEqualTo("a");
        assertThat(rig.mock("a").lastRequest().bodyText()).isEqualTo(edited);
    }

    @Test
    void aBodySpoiltByAStepIsRefused() throws Exception {
        rig.worker("a");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT")
                        .process(it -> it.getMessage().setBody("{\"model\":"))
                        .to("llm-dispatch:worker");
            }
        });
        assertThat(served(Ask.whole()).getException()).extracting("status").isEqualTo(400);
        assertThat(rig.mock("a").counters().requests()).isZero();
        rig.awaitNothingHeld();
    }

    @Test
    void aFleetStepAnswersItself() throws Exception {
        rig.worker("a");
        route("llm-http:/v1/models?methods=GET", "llm-fleet:models");
        Exchange exchange = served(Ask.get("/v1/models"));
        assertThat(reply(exchange)).extracting(Reply::status).isEqualTo(200);
    }
}
