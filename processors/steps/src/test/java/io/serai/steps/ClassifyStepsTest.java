package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.core.SignalNeeds;
import io.serai.core.Urgency;
import io.serai.steps.classify.ClassifyEnvironment;
import io.serai.steps.http.PathTable.Match;
import io.serai.steps.http.PathTableBuilder;
import io.serai.testkit.FakeClassifiers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code llm-classify} in routes, with classifiers that go by keywords. */
class ClassifyStepsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String SIGNALS = "llm-classify:signals?heads=intent,complexity";

    private final DispatchRig rig = new DispatchRig();
    private final PathTableBuilder table = new PathTableBuilder();
    private final CamelContext context = new DefaultCamelContext();
    private final FakeClassifiers classifiers = new FakeClassifiers()
            .intent("math", "integral")
            .complexity(0.9, "prove")
            .span("PERSON", "Ann");
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private Set<String> needed = Set.of();

    private final class Environment implements ClassifyEnvironment {
        @Override
        public Duration deadline() {
            return Duration.ofSeconds(7);
        }

        @Override
        public Optional<Set<String>> heads(String classifier) {
            return switch (classifier) {
                case "intents" -> Optional.of(Set.of("intent"));
                case "before", "fetched" -> Optional.of(Set.of());
                default -> Optional.empty();
            };
        }

        @Override
        public Map<String, String> servers(String classifier) {
            return classifier.equals("before") ? Map.of("intent", "intents") : Map.of();
        }

        @Override
        public void failed(String reason, boolean refused) {
            failures.add(reason + (refused ? " refused" : " went on"));
        }
    }

    @BeforeEach
    void bind() {
        context.getRegistry().bind("table", table);
        context.getRegistry().bind("dispatcher", rig.dispatcher());
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("classifiers", Classifiers.class, classifiers);
        context.getRegistry().bind("environment", ClassifyEnvironment.class, new Environment());
        context.getRegistry().bind("needs", SignalNeeds.class, (SignalNeeds) _ -> needed);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
    }

    private void route(String from, String... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:" + from).routeId("r").to(steps);
            }
        });
    }

    private void chatRoute(String step) throws Exception {
        rig.worker("w");
        route(CHAT + "?api=CHAT", step, "llm-dispatch:worker");
    }

    private CompletableFuture<Exchange> begin(Ask ask, InferenceCall call) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(call.body());
        Calls.attach(exchange, call);
        if (!(table.build().find(ask.method(), ask.path()) instanceof Match.Found found)) {
            throw new AssertionError("not served");
        }
        var done = new CompletableFuture<Exchange>();
        rig.loop().execute(() -> {
            var _ = found.entry().processor().process(exchange, doneSync -> done.complete(exchange));
        });
        return done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Exchange served(Ask ask) {
        return begin(ask, ask.call(rig.loop())).join();
    }

    private static Ask user(String text) {
        return Ask.chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
                + new ObjectMapper().valueToTree(text) + "}]}");
    }

    private static Ask classify(String body) {
        Ask ask = Ask.chat(body);
        return new Ask(ask.id(), Api.CLASSIFY, "POST", "/v1/classify", "", ask.headers(), body, "", false);
    }

    private static CallError refusal(Exchange exchange) {
        if (exchange.getException() instanceof CallError error) {
            return error;
        }
        throw new AssertionError("not refused but " + exchange.getException());
    }

    // ---- signals

    @Test
    void signalsAreOnTheCallForTheStepsBehind() throws Exception {
        chatRoute(SIGNALS);
        Exchange exchange = served(user("prove this integral"));
        assertThat(exchange.getException()).isNull();
        var signals = Calls.of(exchange).signals();
        assertThat(signals).containsOnlyKeys("intent", "complexity");
        assertThat(signals.get("intent"))
                .isInstanceOfSatisfying(
                        Signal.Label.class, it -> assertThat(it.label()).isEqualTo("math"));
        assertThat(classifiers.asked().getFirst().deadline()).isEqualTo(Duration.ofSeconds(7));
        assertThat(classifiers.asked().getFirst().urgency()).isEqualTo(Urgency.REQUEST);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKeys("x-serai-intent", "x-serai-complexity");
    }

    @Test
    void answersFromOtherThreadsComeToTheCallsLoop() throws Exception {
        chatRoute(SIGNALS + "&responseHeaders=true&deadline=50");
        classifiers.answerOn(task -> Thread.ofVirtual().start(task));
        Exchange exchange = served(user("prove this integral"));
        assertThat(exchange.getException()).isNull();
        assertThat(Calls.of(exchange).signals()).hasSize(2);
        assertThat(exchange.getMessage().getHeader("x-serai-intent")).isEqualTo("math");
        assertThat(exchange.getMessage().getHeader("x-serai-complexity")).isEqualTo("hard; score=0.900");
        assertThat(classifiers.asked().getFirst().deadline()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void nothingNeededCostsNothing() throws Exception {
        chatRoute("llm-classify:signals");
        assertThat(Calls.of(served(user("integral"))).signals()).isEmpty();
        assertThat(classifiers.asked()).isEmpty();
        needed = Set.of("complexity");
        assertThat(Calls.of(served(user("integral"))).signals()).containsOnlyKeys("complexity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"assistant\",\"content\":\"x\"},{\"content\":\"two\",\"role\":\"user\"},{\"role\":\"tool\",\"content\":\"y\"}] | two",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{}},{\"type\":\"text\",\"text\":\"b\"}]}] | a~b",
                "[7,{\"role\":\"user\",\"content\":\"\\u00e9 \\ud83d\\ude00\"}] | é 😀",
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"user\"}] |",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}] |",
                "[{\"role\":\"system\",\"content\":\"x\"}] |",
                "[] |",
            })
    void theLastUserMessageCounts(String messages, String expected) throws Exception {
        chatRoute(SIGNALS);
        served(Ask.chat("{\"model\":\"m\",\"messages\":" + messages + "}"));
        var texts = classifiers.asked().stream()
                .map(FakeClassifiers.Asked::texts)
                .flatMap(List::stream)
                .toList();
        assertThat(texts).isEqualTo(expected == null ? List.of() : List.of(expected.replace("~", "\n")));
    }

    @Test
    void aRouteThatFailsOpenGoesOn() throws Exception {
        chatRoute(SIGNALS);
        for (Reason reason : List.of(Reason.DEADLINE, Reason.OVERLOADED, Reason.FAILED)) {
            classifiers.fail(reason);
            Exchange exchange = served(user("x"));
            assertThat(exchange.getException()).isNull();
            assertThat(Calls.of(exchange).signals()).isEmpty();
        }
        classifiers.fail(null).serve("intent");
        assertThat(Calls.of(served(user("x"))).signals()).containsOnlyKeys("intent");
        assertThat(failures)
                .containsExactly("deadline went on", "overloaded went on", "failed went on", "no_model went on");
    }

    @Test
    void aRouteThatFailsClosedRefuses() throws Exception {
        chatRoute(SIGNALS + "&onFailure=CLOSED");
        for (Reason reason : Reason.values()) {
            classifiers.fail(reason);
            CallError error = refusal(served(user("x")));
            assertThat(error.status()).isEqualTo(503);
            assertThat(error.code()).isEqualTo("classifier_unavailable");
            assertThat(error.clientMayRetry()).isEqualTo(reason == Reason.DEADLINE || reason == Reason.OVERLOADED);
        }
        assertThat(failures).hasSize(Reason.values().length).allMatch(it -> it.endsWith(" refused"));
        assertThat(rig.mock("w").recentRequests()).isEmpty();
    }

    @Test
    void textsThatAreTooLongAreNotAskedFor() throws Exception {
        chatRoute(SIGNALS + "&maxChars=10");
        served(user("0123456789"));
        served(user("0123456789a"));
        served(user("😀".repeat(10)));
        assertThat(classifiers.asked()).hasSize(2);
        assertThat(failures).containsExactly("too_long went on");
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() throws Exception {
        chatRoute(SIGNALS);
        classifiers.hold();
        Ask ask = user("x");
        InferenceCall call = ask.call(rig.loop());
        var ended = begin(ask, call);
        rig.loop().execute(call::cancel);
        assertThat(ended.join().getException()).extracting("code").isEqualTo("client_closed");
        assertThat(failures).isEmpty();
    }

    @Test
    void anAnsweredCallIsLeftAlone() throws Exception {
        chatRoute(SIGNALS);
        Ask ask = user("x");
        InferenceCall call = ask.call(rig.loop());
        call.answer(new Reply.Whole(200, io.serai.core.Headers.empty(), new byte[0]));
        begin(ask, call).join();
        assertThat(classifiers.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-classify:guess|llm-classify:guess is no operation; set it to one of [signals, answer]",
                "llm-classify:signals?onFailure=MAYBE|MAYBE",
                "llm-classify:signals?maxChars=0|maxChars is 0; set it to at least 1",
            })
    void aWrongStepSaysWhatIsWrong(String uri, String part) {
        assertThatThrownBy(() -> context.getEndpoint(uri).createProducer()).hasStackTraceContaining(part);
    }

    // ---- answers

    private JsonNode answer(String body) throws Exception {
        Exchange exchange = served(classify(body));
        assertThat(exchange.getException()).isNull();
        Reply reply = Objects.requireNonNull(Calls.of(exchange).reply());
        return new ObjectMapper().readTree(((Reply.Whole) reply).body());
    }

    private void classifyRoute() throws Exception {
        route("/v1/classify?api=CLASSIFY", "llm-classify:answer?maxChars=1000", "llm-dispatch:worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":\"Ann 😀 Ann\"}",
                "{\"text\":\"Ann 😀 Ann\"}",
                "{\"input\":[\"Ann 😀 Ann\"],\"model\":\"serai\"}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Ann 😀 Ann\"}]}"
            })
    void everyHeadIsAnsweredInCodePoints(String body) throws Exception {
        classifyRoute();
        JsonNode answer = answer(body);
        assertThat(answer.path("object").asText()).isEqualTo("list");
        assertThat(answer.path("model").asText()).isEqualTo("serai");
        JsonNode signals = answer.path("data").path(0).path("signals");
        assertThat(signals.path("intent").path("scores").path("math").isNumber())
                .isTrue();
        assertThat(signals.path("complexity").path("band").asText()).isEqualTo("easy");
        assertThat(signals.path("complexity").path("model").asText()).isEqualTo(FakeClassifiers.MODEL);
        assertThat(signals.has("embedding")).isFalse();
        JsonNode second = signals.path("pii").path("spans").path(1);
        assertThat(second.path("start").asInt()).isEqualTo(6);
        assertThat(second.path("end").asInt()).isEqualTo(9);
    }

    @Test
    void aClassifierAndItsHeadsCanBeNamed() throws Exception {
        classifyRoute();
        JsonNode named = answer("{\"model\":\"intents\",\"input\":[\"integral\",\"\"]}");
        assertThat(named.path("data")).hasSize(2);
        assertThat(named.path("data").path(1).path("index").asInt()).isEqualTo(1);
        assertThat(classifiers.asked().getFirst().heads()).containsExactly("intent");
        assertThat(classifiers.asked().getFirst().urgency()).isEqualTo(Urgency.BULK);
        JsonNode vector = answer("{\"input\":\"a\",\"heads\":[\"embedding\"]}");
        assertThat(vector.path("data").path(0).path("signals").path("embedding").path("values"))
                .hasSize(64);
        assertThat(answer("{\"input\":\"a\",\"embedding\":true}")
                        .path("data")
                        .path(0)
                        .path("signals"))
                .hasSize(4);
    }

    @Test
    void theEmbeddingComesBesideTheHeadsThatAreNamed() throws Exception {
        classifyRoute();
        JsonNode signals = answer("{\"input\":\"a\",\"heads\":[\"intent\"],\"embedding\":true}")
                .path("data")
                .path(0)
                .path("signals");
        assertThat(signals.fieldNames()).toIterable().containsExactlyInAnyOrder("intent", "embedding");
        assertThat(signals.path("embedding").path("values")).hasSize(64);
    }

    @Test
    void aClassifierWhoseHeadsOthersServeSaysWho() throws Exception {
        classifyRoute();
        assertThat(refusal(served(classify("{\"model\":\"before\",\"input\":\"a\"}")))
                        .message())
                .contains("'before'", "intent by 'intents'");
        assertThat(refusal(served(classify("{\"model\":\"fetched\",\"input\":\"a\"}")))
                        .status())
                .isEqualTo(503);
    }

    /** What hashes and prints megabytes is not the thread that others' streams wait for. */
    @Test
    void longQuestionsLeaveTheLoopAlone() throws Exception {
        var askers = new CopyOnWriteArrayList<String>();
        context.getRegistry().bind("classifiers", Classifiers.class, new Classifiers() {
            @Override
            public Set<String> heads() {
                return classifiers.heads();
            }

            @Override
            public Set<String> vocabulary(String head) {
                return classifiers.vocabulary(head);
            }

            @Override
            public CompletableFuture<List<Map<String, Signal>>> classify(
                    List<String> texts, Set<String> heads, Duration deadline, Urgency urgency) {
                askers.add(Thread.currentThread().getName());
                return classifiers.classify(texts, heads, deadline, urgency);
            }
        });
        route("/v1/classify?api=CLASSIFY", "llm-classify:answer");
        JsonNode answer = answer("{\"input\":[\"integral\",\"" + "x".repeat(40_000) + "\"]}");
        assertThat(answer.path("data")).hasSize(2);
        assertThat(answer.path("data")
                        .path(0)
                        .path("signals")
                        .path("intent")
                        .path("label")
                        .asText())
                .isEqualTo("math");
        CallError wrong = refusal(served(classify("{\"input\":[1,\"" + "x".repeat(40_000) + "\"]}")));
        assertThat(wrong.status()).isEqualTo(400);
        answer("{\"input\":\"short\"}");
        assertThat(askers).hasSize(2);
        assertThat(askers.getFirst()).startsWith("serai-classify-");
        assertThat(askers.getLast()).doesNotStartWith("serai-classify-");
    }

    @Test
    void aWorkersModelIsTheWorkersToAnswer() throws Exception {
        rig.worker("w");
        classifyRoute();
        Exchange exchange = served(classify("{\"model\":\"m\",\"input\":\"integral\"}"));
        assertThat(exchange.getException()).isNull();
        assertThat(rig.mock("w").recentRequests()).hasSize(1);
        assertThat(classifiers.asked()).isEmpty();
        assertThat(refusal(served(classify("{\"model\":\"nobody\",\"input\":\"x\"}")))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":[]} | invalid_value | input",
                "{\"input\":[\"a\",3]} | invalid_value | input[1]",
                "{\"input\":[1]} | invalid_value | input[0]",
                "{\"input\":\"a\",\"text\":\"b\"} | invalid_value | text",
                "{\"messages\":[]} | invalid_value | messages",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}]} | invalid_value | messages",
                "{\"input\":\"a\",\"heads\":\"intent\"} | invalid_value | heads",
                "{\"input\":\"a\",\"heads\":[]} | invalid_value | heads",
                "{\"input\":\"a\",\"heads\":[\"mood\"]} | invalid_value | heads",
                "{\"model\":\"intents\",\"input\":\"a\",\"heads\":[\"complexity\"]} | invalid_value | heads",
                "{\"input\":\"a\",\"embedding\":1} | invalid_value | embedding",
                "{\"model\":\"intents\",\"input\":\"a\",\"embedding\":true} | invalid_value | embedding",
                "{\"model\":\"before\",\"input\":\"a\"} | classifier_serves_no_head | model",
            })
    void saysWhatIsWrong(String body, String code, String param) throws Exception {
        classifyRoute();
        CallError error = refusal(served(classify(body)));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
        assertThat(classifiers.asked()).isEmpty();
    }

    @Test
    void tooLongAndTooManyAreRefusedBeforeAnythingRuns() throws Exception {
        classifyRoute();
        CallError longText = refusal(served(classify("{\"input\":[\"a\",\"" + "b".repeat(1001) + "\"]}")));
        assertThat(longText.code()).isEqualTo("text_too_long");
        CallError emoji = refusal(served(classify("{\"input\":\"" + "😀".repeat(1001) + "\"}")));
        assertThat(emoji.message()).contains("1001 characters", "at most 1000");
        assertThat(longText.param()).isEqualTo("input[1]");
        String many = "\"a\",".repeat(256) + "\"a\"";
        assertThat(refusal(served(classify("{\"input\":[" + many + "]}"))).message())
                .contains("257");
        assertThat(refusal(served(classify("{\"input\":\"" + "c".repeat(4 << 20) + "\"}")))
                        .status())
                .isEqualTo(413);
        assertThat(classifiers.asked()).isEmpty();
    }

    @Test
    void withoutAModelItSaysSo() throws Exception {
        classifyRoute();
        classifiers.serve();
        CallError none = refusal(served(classify("{\"input\":\"a\"}")));
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.message()).contains("GET /classifiers");
        classifiers.serve("intent").fail(Reason.DEADLINE);
        assertThat(refusal(served(classify("{\"input\":\"a\"}"))).retryAfter()).isNotNull();
        assertThat(failures).containsExactly("deadline refused");
    }
}
