package io.serai.steps.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Api;
import io.serai.core.CallError;
import io.serai.core.ClassifierException.Reason;
import io.serai.core.Classifiers;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.core.Urgency;
import io.serai.guard.pii.PiiPolicy;
import io.serai.guard.pii.PiiPolicy.Action;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.guard.pii.PiiSecret;
import io.serai.steps.Ask;
import io.serai.steps.Calls;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.classify.ClassifyEnvironment;
import io.serai.steps.http.PathTable.Match;
import io.serai.steps.http.PathTableBuilder;
import io.serai.testkit.FakeClassifiers;
import io.serai.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps around a worker that repeats what it is told. */
class PiiStepsTest {
    private static final String MAIL = "jane@example.com";
    private static final PiiSecret SECRET = PiiSecret.of("a secret for tests");

    private final DispatchRig rig = new DispatchRig();
    private final PathTableBuilder table = new PathTableBuilder();
    private final CamelContext context = new DefaultCamelContext();
    private final FakeClassifiers model = new FakeClassifiers().span("PERSON", "Jane Doe");
    private final ExecutorService inference = Executors.newSingleThreadExecutor();
    private PiiGuard guard = guard(false, PiiPolicy.everything());

    @BeforeEach
    void bind() {
        context.getRegistry().bind("table", table);
        context.getRegistry().bind("dispatcher", rig.dispatcher());
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("classifiers", Classifiers.class, model);
        context.start();
        rig.worker("w", it -> it.model("m").echo(true));
        model.answerOn(inference);
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
        inference.shutdownNow();
    }

    private static PiiGuard guard(boolean open, PiiPolicy... policies) {
        return new PiiGuard(new PiiSettings(List.of(policies), SECRET, open));
    }

    private static PiiPolicy policy(Map<String, Action> actions, Output output) {
        return new PiiPolicy(Set.of(), Set.of(), null, actions, 0.5, true, output, false);
    }

    private void route(String first) throws Exception {
        context.getRegistry().bind("pii", guard);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT").to(first, "llm-dispatch:worker", "llm-pii:unmask");
                from("llm-http:/v1/pii").to("llm-pii:inspect");
            }
        });
    }

    private Exchange served(Ask ask) {
        InferenceCall call = ask.call(rig.loop());
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(call.body());
        Calls.attach(exchange, call);
        if (!(table.build().find("POST", ask.path()) instanceof Match.Found found)) {
            throw new AssertionError("not served");
        }
        var done = new CompletableFuture<Exchange>();
        rig.loop().execute(() -> {
            var _ = found.entry().processor().process(exchange, doneSync -> done.complete(exchange));
        });
        return done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static Ask chat(String text) {
        return Ask.chat(Masked.chat(List.of(text)));
    }

    private static Ask inspect(String body) {
        Ask ask = Ask.chat(body);
        return new Ask(ask.id(), Api.OTHER, "POST", "/v1/pii", "", ask.headers(), body, "", false);
    }

    private static String answer(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        @Nullable Reply reply = Calls.of(exchange).reply();
        if (reply instanceof Reply.Whole whole) {
            return new String(whole.body(), StandardCharsets.UTF_8);
        }
        throw new AssertionError("not whole but " + reply);
    }

    private static String content(Exchange exchange) {
        return Masked.json(answer(exchange))
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asText();
    }

    private static CallError refusal(Exchange exchange) {
        if (exchange.getException() instanceof CallError error) {
            assertThat(error.message()).doesNotContain("example.com").doesNotContain("Jane");
            return error;
        }
        throw new AssertionError("not refused but " + exchange.getException());
    }

    private String atWorker() {
        return rig.mock("w").lastRequest().bodyText();
    }

    private List<String> counted() {
        return guard.counts().all().stream()
                .map(it -> (it.kind() + " " + it.label() + " " + it.action() + " " + it.count()).replace("  ", " "))
                .sorted()
                .toList();
    }

    @Test
    void theWorkerSeesPlaceholdersAndTheClientItsValues() throws Exception {
        route("llm-pii:mask");
        Exchange exchange = served(chat("I am Jane Doe, " + MAIL));
        assertThat(Masked.json(atWorker())
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .matches("I am <PERSON_\\w+>, <EMAIL_ADDRESS_\\w+>");
        assertThat(content(exchange)).contains(MAIL).contains("Jane Doe").doesNotContain("<EMAIL");
        assertThat(Calls.of(exchange).piiFound()).isEqualTo(Map.of("EMAIL_ADDRESS", 1, "PERSON", 1));
        assertThat(counted()).containsExactly("FOUND EMAIL_ADDRESS mask 1", "FOUND PERSON mask 1", "REQUESTS mask 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm-pii:mask", "llm-pii:mask?inlineBytes=10"})
    void laterStepsSeeTheMaskedBody(String step) throws Exception {
        route(step);
        Exchange exchange = served(chat("to " + MAIL));
        InferenceCall call = Calls.of(exchange);
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .isEqualTo(atWorker())
                .doesNotContain(MAIL);
        assertThat(exchange.getMessage().getBody()).isSameAs(call.body());
        assertThat(call.fields().prompt().length()).isGreaterThan(20);
        assertThat(content(exchange)).contains(MAIL);
    }

    @Test
    void streamsAreRestored() throws Exception {
        route("llm-pii:mask");
        Ask ask = Ask.chat(Masked.chat(List.of("to " + MAIL)).replace("{\"model\"", "{\"stream\":true,\"model\""));
        InferenceCall call = Calls.of(served(ask));
        Reply reply = Objects.requireNonNull(call.reply(), "no reply");
        assertThat(reply).isInstanceOf(Reply.Live.class);
        var heard = new Heard(call, ask);
        heard.onLoop(() -> heard.replied(reply));
        assertThat(heard.awaitOver().text())
                .contains(MAIL)
                .doesNotContain("EMAIL_ADDRESS")
                .endsWith("data: [DONE]\n\n");
        assertThat(atWorker()).doesNotContain(MAIL);
    }

    @Test
    void sessionsAndCallersHavePlaceholdersOfTheirOwn() throws Exception {
        route("llm-pii:mask");
        Ask ask = chat("to " + MAIL);
        served(ask);
        String plain = atWorker();
        served(ask);
        assertThat(atWorker()).isEqualTo(plain);
        served(ask.principal("acme"));
        String acme = atWorker();
        served(ask.header("x-serai-session", "s1"));
        String session = atWorker();
        served(Ask.chat(ask.body().replace("{\"model\"", "{\"prompt_cache_key\":\"s1\",\"model\"")));
        String key = atWorker().replace("\"prompt_cache_key\":\"s1\",", "");
        assertThat(List.of(plain, acme, session)).doesNotHaveDuplicates();
        assertThat(key).isEqualTo(session);
    }

    @Test
    void blockedRequestsNameTypeAndPlaceOnly() throws Exception {
        guard = guard(false, policy(Map.of("PERSON", Action.BLOCK), Output.PASS));
        route("llm-pii:mask");
        Exchange exchange = served(Ask.chat(Masked.chat(List.of("hello", "hi", "I am Jane Doe"))));
        CallError error = refusal(exchange);
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("pii_blocked");
        assertThat(error.param()).isEqualTo("messages[2]");
        assertThat(error.message()).contains("PERSON in messages[2]");
        assertThat(Calls.of(exchange).piiFound()).containsEntry("PERSON", 1);
        assertThat(rig.mock("w").counters().requests()).isZero();
    }

    @Test
    void detectedRequestsPassAsTheyCame() throws Exception {
        route("llm-pii:detect");
        Ask ask = chat("to " + MAIL);
        Exchange exchange = served(ask);
        assertThat(atWorker()).isEqualTo(ask.body());
        assertThat(Calls.of(exchange).piiFound()).containsEntry("EMAIL_ADDRESS", 1);
        assertThat(counted()).containsExactly("FOUND EMAIL_ADDRESS detect 1", "REQUESTS detect 1");
    }

    @Test
    void hashedValuesDoNotComeBack() throws Exception {
        route("llm-pii:hash");
        assertThat(content(served(chat("to " + MAIL))))
                .contains("<EMAIL_ADDRESS_")
                .doesNotContain(MAIL);
    }

    @Test
    void withoutAPolicyNothingHappens() throws Exception {
        var acme = new PiiPolicy(Set.of("acme"), Set.of(), null, Map.of(), 0.5, true, Output.PASS, false);
        guard = guard(false, acme);
        route("llm-pii:mask");
        Ask ask = chat("to " + MAIL);
        served(ask);
        assertThat(atWorker()).isEqualTo(ask.body());
        assertThat(model.asked()).isEmpty();
        served(ask.principal("acme"));
        assertThat(atWorker()).doesNotContain(MAIL);
        guard.reconfigure(new PiiSettings(List.of(), SECRET, false));
        served(ask.principal("acme"));
        assertThat(atWorker()).isEqualTo(ask.body());
    }

    @Test
    void aRouteMayNameItsTypes() throws Exception {
        guard = guard(false);
        route("llm-pii:mask?types=EMAIL_ADDRESS,US_SSN");
        served(chat("Jane Doe, " + MAIL));
        assertThat(atWorker()).contains("Jane Doe").doesNotContain(MAIL);
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void findingsOfRulesThatOverlapAreOne() throws Exception {
        route("llm-pii:mask?types=EMAIL_ADDRESS,URL_CREDENTIALS");
        String url = "see https://bob:secret123@host.example.com/x";
        assertThat(content(served(chat(url)))).contains(url);
        assertThat(atWorker()).contains("see https://").doesNotContain("secret123");
    }

    @ParameterizedTest
    @CsvSource({"DEADLINE, deadline", "OVERLOADED, overloaded", "FAILED, failed", "NO_MODEL, no_model"})
    void whatCannotBeSearchedIsRefused(Reason reason, String label) throws Exception {
        route("llm-pii:mask");
        model.fail(reason);
        CallError error = refusal(served(chat("to " + MAIL)));
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.code()).isEqualTo("pii_unavailable");
        assertThat(error.retryAfter()).isNotNull();
        assertThat(counted()).containsExactly("FAILURES " + label + " refused 1", "REQUESTS refuse 1");
    }

    /** Trying again would take as long. */
    @Test
    void aLongTextThatMissesTheDeadlineIsRefusedForItsLength() throws Exception {
        route("llm-pii:mask?deadline=3s");
        model.fail(Reason.DEADLINE);
        CallError error = refusal(served(chat("a ".repeat(40_000))));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("text_too_long");
        assertThat(error.param()).isEqualTo("messages[0]");
        assertThat(error.message()).contains("80000 characters", "30000 ms").doesNotContain("again");
        assertThat(error.retryAfter()).isNull();
        assertThat(counted()).containsExactly("FAILURES deadline refused 1", "REQUESTS refuse 1");
        assertThat(refusal(served(inspect("{\"texts\":[\"a\",\"" + "b ".repeat(40_000) + "\"]}")))
                        .param())
                .isEqualTo("texts[1]");
    }

    @Test
    void aTextThatIsTooLongForAModelIsRefusedBeforeItIsAsked() throws Exception {
        route("llm-pii:mask?maxChars=20");
        CallError error = refusal(served(Ask.chat(Masked.chat(List.of("Jane Doe", "x".repeat(21))))));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("text_too_long");
        assertThat(error.param()).isEqualTo("messages[1]");
        assertThat(error.message()).contains("21 characters", "at most 20");
        assertThat(counted()).containsExactly("FAILURES too_long refused 1", "REQUESTS refuse 1");
        assertThat(model.asked()).isEmpty();
        content(served(Ask.chat(Masked.chat(List.of("Jane Doe", "y".repeat(20), "z".repeat(20))))));
        assertThat(model.asked()).hasSize(1);
    }

    /** An emoji is one character, though Java has two for it. */
    @Test
    void lengthsAreCountedInCodePoints() throws Exception {
        route("llm-pii:mask?maxChars=20");
        content(served(Ask.chat(Masked.chat(List.of("\ud83d\ude00".repeat(20))))));
        assertThat(model.asked()).hasSize(1);
        CallError error = refusal(served(Ask.chat(Masked.chat(List.of("\ud83d\ude00".repeat(21))))));
        assertThat(error.message()).contains("21 characters", "at most 20");
        model.fail(Reason.DEADLINE);
        CallError late = refusal(served(inspect("{\"text\":\"" + "\ud83d\ude00".repeat(70_000) + "\"}")));
        assertThat(late.message()).contains("text has 70000 characters");
        assertThat(refusal(served(inspect("{\"text\":\"" + "\ud83d\ude00".repeat(40_000) + "\"}")))
                        .code())
                .isEqualTo("pii_unavailable");
    }

    @Test
    void rulesAloneTakeTextsOfAnyLength() throws Exception {
        route("llm-pii:mask?maxChars=20&types=EMAIL_ADDRESS");
        served(chat("x".repeat(30) + " " + MAIL));
        assertThat(atWorker()).contains("<EMAIL_ADDRESS_").doesNotContain(MAIL);
    }

    @Test
    void openRequestsWithATextThatIsTooLongPassWithWhatRulesFound() throws Exception {
        guard = guard(true, PiiPolicy.everything());
        route("llm-pii:mask?maxChars=20");
        served(chat("Jane Doe writes to " + MAIL));
        assertThat(atWorker()).contains("Jane Doe").doesNotContain(MAIL);
        assertThat(counted()).contains("FAILURES too_long passed 1", "REQUESTS mask 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void openRequestsPassWithWhatRulesFound(boolean byOption) throws Exception {
        guard = guard(!byOption, PiiPolicy.everything());
        route(byOption ? "llm-pii:mask?onFailure=OPEN" : "llm-pii:mask");
        model.serve("intent");
        served(chat("Jane Doe, " + MAIL));
        assertThat(atWorker()).contains("Jane Doe").doesNotContain(MAIL);
        assertThat(counted()).contains("FAILURES no_model passed 1", "REQUESTS mask 1");
    }

    private record Patience(Duration deadline) implements ClassifyEnvironment {
        @Override
        public Optional<Set<String>> heads(String classifier) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> servers(String classifier) {
            return Map.of();
        }

        @Override
        public void failed(String reason, boolean refused) {}
    }

    @ParameterizedTest
    @CsvSource({"llm-pii:mask, PT7S", "llm-pii:mask?deadline=250, PT0.25S"})
    void theModelMayTakeAsLongAsClassifiersUnlessTheRouteSaysOtherwise(String step, Duration expected)
            throws Exception {
        context.getRegistry().bind("environment", ClassifyEnvironment.class, new Patience(Duration.ofSeconds(7)));
        route(step);
        served(chat("to Jane Doe"));
        assertThat(model.asked()).extracting(FakeClassifiers.Asked::deadline).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"8192, PT7S", "8193, PT14S", "20000, PT21S", "262144, PT3M44S", "262145, PT3M44S"})
    void longTextsMayTakeLonger(int chars, Duration expected) throws Exception {
        route("llm-pii:mask?deadline=7s&maxChars=262145");
        served(Ask.chat(Masked.chat(List.of("x".repeat(chars - 100), "y".repeat(100)))));
        assertThat(model.asked()).extracting(FakeClassifiers.Asked::deadline).containsExactly(expected);
    }

    @Test
    void aRouteThatFailsOpenShows() throws Exception {
        assertThat(guard.failsOpenAnywhere()).isFalse();
        route("llm-pii:mask?onFailure=OPEN");
        assertThat(guard.failsOpenAnywhere()).isTrue();
        context.stop();
        assertThat(guard.failsOpenAnywhere()).isFalse();
        guard.reconfigure(new PiiSettings(List.of(), SECRET, true));
        assertThat(guard.failsOpenAnywhere()).isTrue();
    }

    @Test
    void shortNumbersInJsonAreMaskedWhereTheyWereFound() throws Exception {
        model.span("ZIP", "90210");
        route("llm-pii:mask");
        served(chat("{\"zip\": 90210, \"ok\": true, \"n\": 902}"));
        assertThat(Masked.json(atWorker())
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .matches("\\{\"zip\": \"<ZIP_\\w+>\", \"ok\": true, \"n\": 902}");
    }

    @Test
    void tokenIdsAreRefusedWhereTextIsLookedFor() throws Exception {
        route("llm-pii:mask");
        CallError error = refusal(served(Ask.chat("{\"model\":\"m\",\"messages\":[],\"input_ids\":[1]}")));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("pii_unavailable");
    }

    @Test
    void whatTheModelWritesOfItsOwnIsMasked() throws Exception {
        guard = guard(false, policy(Map.of("EMAIL_ADDRESS", Action.DETECT, "IP_ADDRESS", Action.HASH), Output.MASK));
        route("llm-pii:mask");
        rig.worker("own", it -> it.model("n"));
        rig.mock("own").answer("Not " + MAIL + " but bob", "@example.org");
        Ask ask = Ask.chat(Masked.chat(List.of("to " + MAIL)).replace("\"m\"", "\"n\""));
        assertThat(content(served(ask))).matches("Not \\Q" + MAIL + "\\E but <EMAIL_ADDRESS_\\w+>");
    }

    private static PiiPolicy wholeAnswers() {
        return new PiiPolicy(Set.of(), Set.of(), null, Map.of(), 0.5, true, Output.MASK, true);
    }

    private Ask own(boolean stream) {
        rig.worker("own", it -> it.model("n"));
        rig.mock("own").answer("Not Jane Doe but John", " Smith, card 5500 0000", " 0000 0004, told me.");
        model.span("PERSON", "John Smith");
        return Ask.chat(Masked.chat(List.of("I am Jane Doe"))
                .replace("\"m\"", "\"n\"")
                .replace("{\"model\"", "{\"stream\":" + stream + ",\"model\""));
    }

    @Test
    void wholeAnswersAreSearchedByTheModelWhereAPolicyAsks() throws Exception {
        guard = guard(false, wholeAnswers());
        route("llm-pii:mask");
        assertThat(content(served(own(false))))
                .matches("Not Jane Doe but <PERSON_\\w+>, card <CREDIT_CARD_\\w+>, told me\\.");
        assertThat(counted()).contains("ANSWERED PERSON mask 1", "ANSWERED CREDIT_CARD mask 1");
    }

    @Test
    void streamsAreHeldForTheModelWhereAPolicyAsks() throws Exception {
        guard = guard(false, wholeAnswers());
        route("llm-pii:mask");
        Ask ask = own(true);
        InferenceCall call = Calls.of(served(ask));
        Reply reply = Objects.requireNonNull(call.reply(), "no reply");
        var heard = new Heard(call, ask);
        heard.onLoop(() -> heard.replied(reply));
        assertThat(heard.awaitOver().text())
                .contains("<PERSON_", "<CREDIT_CARD_", "Jane Doe")
                .doesNotContain("John")
                .doesNotContain("Smith")
                .doesNotContain("5500")
                .endsWith("data: [DONE]\n\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatTheModelCannotSeeGoesOutOnlyIfFailuresPass(boolean open) {
        guard = guard(open, wholeAnswers());
        Masked masked = Masked.of(Masked.chat(List.of("I am " + MAIL)));
        var trace = new PiiTrace(masked.masker(), PiiPlan.of(wholeAnswers()), Set.of(MAIL));
        String body = "{\"choices\":[{\"message\":{\"content\":\"bob@example.org and %s\"}}]}"
                .formatted(masked.placeholders().getFirst());
        var told = new CompletableFuture<String>();
        new AnswerSearch(
                        new PiiSearch(guard.cache(), Classifiers.NONE, guard.threads(), 1 << 15),
                        guard,
                        () -> Duration.ofSeconds(1))
                .restore(
                        chat("hello").call(rig.loop()),
                        trace,
                        body.getBytes(StandardCharsets.UTF_8),
                        false,
                        new AnswerSearch.Outcome() {
                            @Override
                            public void restored(byte[] bytes) {
                                told.complete(new String(bytes, StandardCharsets.UTF_8));
                            }

                            @Override
                            public void refused(CallError error) {
                                told.complete(error.status() + " " + error.code());
                            }
                        });
        String outcome = told.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (open) {
            assertThat(outcome).contains(MAIL).contains("<EMAIL_ADDRESS_").doesNotContain("bob");
        } else {
            assertThat(outcome).isEqualTo("503 pii_unavailable");
        }
        assertThat(counted()).contains("FAILURES no_model " + (open ? "passed" : "refused") + " 1");
    }

    @Test
    void theSecondTurnAsksRulesForItsNewMessageOnly() throws Exception {
        route("llm-pii:mask");
        String old = "A long message about nothing in particular, to be searched once only. " + MAIL;
        served(Ask.chat(Masked.chat(List.of(old))));
        int before = guard.cache().size();
        served(Ask.chat(Masked.chat(List.of(old, "short", old + " and one more"))));
        assertThat(guard.cache().size()).isEqualTo(before + 1);
    }

    /** The same bytes are read in two ways: as they are, and with the escapes of the JSON in them undone. */
    @Test
    void whatIsInspectedIsMaskedInItsOwnPlacesAfterwards() throws Exception {
        route("llm-pii:mask");
        String json = "{\"note\":\"" + "one\\ntwo \\\"".repeat(12) + "\",\"mail\":\"" + MAIL + "\"}";
        var inspected = Masked.json(answer(served(inspect("{\"text\":" + Json.quote(json) + "}"))));
        assertThat(inspected.path("masked").asText()).doesNotContain(MAIL);
        Exchange exchange = served(chat(json));
        assertThat(atWorker()).doesNotContain("jane").doesNotContain("example.com");
        assertThat(content(exchange)).contains(MAIL);
        var again = Masked.json(answer(served(inspect("{\"text\":" + Json.quote(json) + "}"))));
        assertThat(again).isEqualTo(inspected);
    }

    /** Classifiers with a bug. */
    private static Stream<Classifiers> broken() {
        return Stream.of(
                new BrokenClassifiers(() -> {
                    throw new AssertionError("heads of " + MAIL);
                }),
                new BrokenClassifiers(() -> {
                    throw new IllegalStateException("cannot read " + MAIL);
                }),
                new BrokenClassifiers(() -> Collections.singletonList(null)));
    }

    private record BrokenClassifiers(Supplier<List<Map<String, Signal>>> bug) implements Classifiers {
        @Override
        public Set<String> vocabulary(String head) {
            return Set.of();
        }

        @Override
        public Set<String> heads() {
            return Set.of("pii");
        }

        @Override
        public CompletableFuture<List<Map<String, Signal>>> classify(
                List<String> texts, Set<String> wanted, Duration deadline, Urgency urgency) {
            return CompletableFuture.completedFuture(bug.get());
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aSearchThatBreaksEndsTheRequest(Classifiers bug) throws Exception {
        context.getRegistry().bind("classifiers", Classifiers.class, bug);
        route("llm-pii:mask?inlineBytes=200");
        for (String text : List.of("to " + MAIL, "to " + MAIL + " and others".repeat(50))) {
            assertThat(refusal(served(chat(text))).code()).isEqualTo("pii_unavailable");
        }
        assertThat(counted()).containsExactly("FAILURES failed refused 2", "REQUESTS refuse 2");
    }

    @Test
    void longAnswersAreSearchedOnAnotherThread() throws Exception {
        context.getRegistry().bind("pii", guard);
        AsyncProducer step =
                context.getEndpoint("llm-pii:unmask?inlineBytes=10").createAsyncProducer();
        InferenceCall call = chat("hello").call(rig.loop());
        call.reply(new Reply.Whole(
                200,
                Headers.empty(),
                "{\"choices\":[{\"message\":{\"content\":\"Mail bob@example.org\"}}]}"
                        .getBytes(StandardCharsets.UTF_8)));
        Exchange exchange = new DefaultExchange(context);
        Calls.attach(exchange, call);
        var masker = SECRET.masker("acme", "", type -> true);
        new PiiTrace(masker, Masked.plan(Output.MASK), Set.of()).attach(exchange);
        var done = new CompletableFuture<Exchange>();
        boolean atOnce = CompletableFuture.supplyAsync(
                        () -> step.process(exchange, doneSync -> done.complete(exchange)), rig.loop())
                .join();
        assertThat(atOnce).isFalse();
        assertThat(content(done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()))
                .matches("Mail <EMAIL_ADDRESS_\\w+>");
    }

    /** Camel's error handler and the ingress log what an exception says. */
    @Test
    void aFaultWhileRestoringTellsNobodyAValue() throws Exception {
        context.getRegistry().bind("pii", guard);
        AsyncProducer step = context.getEndpoint("llm-pii:unmask").createAsyncProducer();
        InferenceCall call = chat("hello").call(rig.loop());
        call.reply(new Reply.Whole(
                200,
                Headers.empty(),
                "{\"choices\":[{\"message\":{\"content\":\"Mail bob@example.org\"}}]}"
                        .getBytes(StandardCharsets.UTF_8)));
        Exchange exchange = new DefaultExchange(context);
        Calls.attach(exchange, call);
        Set<String> broken = new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return List.<String>of().iterator();
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public boolean contains(Object value) {
                throw new IllegalStateException("no place for " + value);
            }
        };
        var masker = SECRET.masker("acme", "", type -> true);
        new PiiTrace(masker, Masked.plan(Output.MASK), broken).attach(exchange);
        assertThat(step.process(exchange, doneSync -> {})).isTrue();
        assertThat(refusal(exchange).code()).isEqualTo("pii_unavailable");
        assertThat(refusal(exchange)).hasNoCause().hasMessageNotContaining("bob");
    }

    // ---- POST /v1/pii

    @Test
    void requestsComeBeforeWhatIsInspected() throws Exception {
        route("llm-pii:mask");
        served(chat("I am Jane Doe"));
        served(inspect("{\"text\":\"I am Jane Doe\"}"));
        assertThat(model.asked())
                .extracting(FakeClassifiers.Asked::urgency)
                .containsExactly(Urgency.REQUEST, Urgency.BULK);
    }

    @Test
    void inspectAnswersSpansInCodePoints() throws Exception {
        route("llm-pii:mask");
        var answer = Masked.json(
                answer(served(inspect("{\"text\":\"\\ud83d\\ude00 Jane Doe \\ud83d\\ude00 " + MAIL + "\"}"))));
        assertThat(answer.path("entities").path(0).toString())
                .isEqualTo("{\"type\":\"PERSON\",\"start\":2,\"end\":10,\"score\":0.9,\"source\":\"model:fake\"}");
        assertThat(answer.path("entities").path(1).path("start").asInt()).isEqualTo(13);
        assertThat(answer.path("entities").path(1).path("end").asInt()).isEqualTo(13 + MAIL.length());
        assertThat(answer.path("masked").asText())
                .matches("\ud83d\ude00 <PERSON_\\w+> \ud83d\ude00 <EMAIL_ADDRESS_\\w+>");
        assertThat(answer.path("model").asText()).isEqualTo(FakeClassifiers.MODEL);
    }

    @Test
    void inspectLooksAtSeveralTextsForSomeTypes() throws Exception {
        route("llm-pii:mask");
        var answer = Masked.json(answer(served(inspect(
                "{\"texts\":[\"Jane Doe\",\"\",\"" + MAIL + "\"],\"types\":[\"EMAIL_ADDRESS\"],\"min_score\":0.9}"))));
        assertThat(answer.path("results").toString())
                .matches("\\[\\{\"index\":0,\"entities\":\\[],\"masked\":\"Jane Doe\"},"
                        + "\\{\"index\":2,\"entities\":\\[\\{\"type\":\"EMAIL_ADDRESS\".*");
        assertThat(answer.path("model").isNull()).isTrue();
        var chat = Masked.json(answer(served(inspect(Masked.chat(List.of("a", MAIL))))));
        assertThat(chat.path("results").path(1).path("entities")).hasSize(1);
        assertThat(Masked.json(answer(served(inspect("{\"text\":\"\"}")))).toString())
                .isEqualTo("{\"entities\":[],\"masked\":\"\",\"model\":null}");
    }

    @Test
    void inspectLooksAtWhatItIsAskedFor() throws Exception {
        route("llm-pii:mask");
        var answer =
                Masked.json(answer(served(inspect("{\"instructions\":\"scan this\",\"text\":\"Mail " + MAIL + "\"}"))));
        assertThat(answer.path("entities")).hasSize(1);
        assertThat(answer.path("masked").asText()).matches("Mail <EMAIL_ADDRESS_\\w+>");
        var several =
                Masked.json(answer(served(inspect("{\"query\":\"scan this\",\"texts\":[\"Mail " + MAIL + "\"]}"))));
        assertThat(several.path("results")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | text",
                "{\"text\":1}                    | text",
                "{\"texts\":\"x\"}               | texts",
                "{\"texts\":[\"x\",1]}           | texts[1]",
                "{\"texts\":[null]}            | texts[0]",
                "{\"messages\":{}}             | messages",
                "{\"messages\":[\"x\"]}        | messages[0]",
                "{\"messages\":[{},{\"role\":\"user\",\"content\":5}]}| messages[1].content",
                "{\"messages\":[{\"content\":{\"text\":\"x\"}}]}| messages[0].content",
                "{\"messages\":[{\"content\":[\"x\",true]}]}| messages[0].content[1]",
                "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":7}]}]}| messages[0].content[0].text",
                "{\"text\":\"x\",\"types\":[1]}  | types",
                "{\"text\":\"x\",\"types\":[\"EMAIL_ADDRESS\",\"NOPE\"]}| types",
                "{\"text\":\"x\",\"types\":[\"EMAIL\"]}| types",
                "{\"text\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"y\"}]}| messages",
                "{\"texts\":[\"x\"],\"text\":\"y\"}| text",
                "{\"text\":\"x\",\"min_score\":2}| min_score",
                "{\"text\":\"x\",\"min_score\":\"a\"}| min_score",
            })
    void inspectSaysWhatIsWrong(String body, String param) throws Exception {
        route("llm-pii:mask");
        CallError error = refusal(served(inspect(body)));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.param()).isEqualTo(param);
        assertThat(Objects.requireNonNull(error.message())).isNotEmpty();
    }

    @Test
    void inspectSaysWhatItSaw() throws Exception {
        route("llm-pii:mask");
        assertThat(refusal(served(inspect("{\"texts\":[1]}"))).message())
                .isEqualTo("'texts[0]' is a number; send a string.");
        var answer = Masked.json(
                answer(
                        served(
                                inspect(
                                        "{\"messages\":[{\"role\":\"assistant\",\"content\":null},"
                                                + "{\"content\":[\"a\",{\"type\":\"image_url\",\"image_url\":{}},{\"type\":\"text\",\"text\":\"b\"}]}]}"))));
        assertThat(answer.path("results"))
                .extracting(it -> it.path("index").asInt())
                .containsExactly(1, 1);
    }

    @Test
    void inspectNamesTheTypesThatThereAre() throws Exception {
        route("llm-pii:mask");
        assertThat(refusal(served(inspect("{\"text\":\"x\",\"types\":[\"NOPE\"]}")))
                        .message())
                .contains("'NOPE'", "EMAIL_ADDRESS", "PERSON");
        var answer =
                Masked.json(answer(served(inspect("{\"text\":\"Jane Doe, " + MAIL + "\",\"types\":[\"PERSON\"]}"))));
        assertThat(answer.path("entities")).hasSize(1);
    }

    @Test
    void inspectSaysThatNoModelIsThereForAType() throws Exception {
        route("llm-pii:mask");
        model.serve("intent");
        CallError error = refusal(served(inspect("{\"text\":\"Jane Doe\",\"types\":[\"PERSON\"]}")));
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.code()).isEqualTo("pii_unavailable");
        assertThat(error.message()).contains("'PERSON'", "GET /classifiers");
        assertThat(Masked.json(answer(served(inspect("{\"text\":\"Jane Doe\"}"))))
                        .path("model")
                        .isNull())
                .isTrue();
    }
}
