package io.serai.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.CallError;
import io.serai.core.InferenceCall;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.Prompt;
import io.serai.core.PromptException;
import io.serai.core.RenderedPrompt;
import io.serai.core.Reply;
import io.serai.fleet.EngineType;
import io.serai.steps.http.PathTable.Match;
import io.serai.steps.http.PathTableBuilder;
import io.serai.steps.parse.MarkupDialect;
import io.serai.testkit.MockWorkerOptions;
import io.serai.testkit.RecordedRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code llm-tokenize} and {@code llm-parse} around a dispatch to a real worker that says what it is told. */
class LanguageStepsTest {
    private static final String STREAMED =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final DispatchRig rig = new DispatchRig();
    private final PathTableBuilder table = new PathTableBuilder();
    private final CamelContext context = new DefaultCamelContext();
    private ModelLanguage language = new ModelLanguage(
            new WordTokenizer(),
            chat -> {
                if (chat.messages().isEmpty()) {
                    throw new PromptException(PromptException.Cause.REFUSED, "No messages");
                }
                return new RenderedPrompt("<user> hi <assistant> <t>", Reasoning.PROMPT);
            },
            new MarkupDialect());

    @BeforeEach
    void bind() {
        ModelLanguages languages = model -> model.equals("m") ? language : ModelLanguage.UNKNOWN;
        context.getRegistry().bind("table", table);
        context.getRegistry().bind("dispatcher", rig.dispatcher());
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("languages", languages);
        context.start();
        rig.worker("w", it -> it.model("m").model("other").contextLength(100));
        rig.mock("w").answer("hm", "</t", ">Hi", "<c f>", "{}", "</c>");
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
    }

    private void route(String... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT").routeId("r").to(steps);
            }
        });
    }

    private void usualRoute() throws Exception {
        route("llm-tokenize:prompt?rawOutput=true", "llm-dispatch:worker", "llm-parse:answer");
    }

    private InferenceCall served(String body) {
        return served(body, it -> {});
    }

    private InferenceCall served(String body, Consumer<Exchange> check) {
        InferenceCall call = Ask.chat(body).call(rig.loop());
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(call.body());
        Calls.attach(exchange, call);
        if (!(table.build().find("POST", "/v1/chat/completions") instanceof Match.Found found)) {
            throw new AssertionError("not served");
        }
        var done = new CompletableFuture<Exchange>();
        rig.loop().execute(() -> {
            var _ = found.entry().processor().process(exchange, doneSync -> done.complete(exchange));
        });
        check.accept(done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
        return call;
    }

    private String answer(InferenceCall call) {
        var heard = new Heard(call, Ask.chat(""));
        Reply reply = Objects.requireNonNull(call.reply(), "no reply");
        heard.onLoop(() -> heard.replied(reply));
        return heard.awaitOver().text();
    }

    private CallError refusal(String body) {
        var failure = new CompletableFuture<Throwable>();
        served(body, exchange -> failure.complete(exchange.getException()));
        if (failure.join() instanceof CallError error) {
            return error;
        }
        throw new AssertionError("not refused but " + failure.join());
    }

    private static String chat(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}";
    }

    @Test
    void aStreamIsParsedFromWhereThePromptEnds() throws Exception {
        usualRoute();
        InferenceCall call = served(STREAMED.replace(
                "\"messages\"", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"messages\""));
        assertThat(answer(call))
                .containsSubsequence(
                        "{\"reasoning_content\":\"hm\"}",
                        "{\"content\":\"Hi\"}",
                        "\"name\":\"f\",\"arguments\":\"\"",
                        "{\"arguments\":\"{}\"}",
                        "\"finish_reason\":\"tool_calls\"",
                        "[DONE]");
        Prompt prompt = Objects.requireNonNull(call.prompt(), "no prompt");
        assertThat(prompt.ids()).containsExactly(6, 2, 11, 3);
        assertThat(call.trace().promptTokens()).isEqualTo(4);
        assertThat(call.trace().reasoningTokens()).isEqualTo(1);
    }

    @Test
    void aWholeAnswerIsParsed() throws Exception {
        usualRoute();
        assertThat(answer(served(chat("m", ""))))
                .contains("\"content\":\"Hi<c f>{}</c>\",\"reasoning_content\":\"hm\"")
                .contains("\"completion_tokens_details\":{\"reasoning_tokens\":1}");
    }

    @Test
    void theWorkerIsAskedForMarkers() throws Exception {
        usualRoute();
        served(chat("m", ""));
        assertThat(rig.mock("w").lastRequest().bodyText())
                .isEqualTo("{\"skip_special_tokens\":false," + chat("m", "").substring(1));
        served(chat("m", ",\"skip_special_tokens\":true"));
        assertThat(rig.mock("w").lastRequest().bodyText())
                .as("the client's own wish")
                .isEqualTo(chat("m", ",\"skip_special_tokens\":true"));
    }

    @Test
    void hostedProvidersGetNoFieldOfTheEngines() throws Exception {
        usualRoute();
        rig.worker("hosted", MockWorkerOptions.builder().model("m").build(), it -> it.engine(EngineType.OPENAI));
        served(chat("m", ""));
        served(chat("m", ""));
        for (String worker : List.of("w", "hosted")) {
            assertThat(rig.mock(worker).recentRequests())
                    .extracting(RecordedRequest::bodyText)
                    .allMatch(chat("m", "")::equals);
        }
    }

    @Test
    void markersAreNotAskedForWithoutTheOption() throws Exception {
        route("llm-tokenize:prompt", "llm-dispatch:worker");
        InferenceCall call = served(chat("m", ""));
        assertThat(rig.mock("w").lastRequest().bodyText()).isEqualTo(chat("m", ""));
        assertThat(answer(call)).contains("hm</t>Hi<c f>");
    }

    @Test
    void theWorkerIsToldNotToParseToolsWhereTheRouteSaysSo() throws Exception {
        route("llm-tokenize:prompt?rawTools=true", "llm-dispatch:worker", "llm-parse:answer");
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
        InferenceCall call = served(chat("m", tools));
        assertThat(rig.mock("w").lastRequest().bodyText())
                .isEqualTo("{\"tool_choice\":\"none\"," + chat("m", tools).substring(1));
        assertThat(answer(call)).contains("\"tool_calls\":[{");
        served(chat("m", ",\"tool_choice\":\"required\"" + tools));
        assertThat(rig.mock("w").lastRequest().bodyText()).doesNotContain("none");
        served(chat("m", ""));
        assertThat(rig.mock("w").lastRequest().bodyText()).isEqualTo(chat("m", ""));
    }

    @Test
    void unknownModelsPassUntouched() throws Exception {
        usualRoute();
        InferenceCall call = served(chat("other", ""));
        assertThat(answer(call)).contains("hm</t>Hi<c f>");
        assertThat(rig.mock("w").lastRequest().bodyText()).isEqualTo(chat("other", ""));
        assertThat(call.prompt()).isNull();
        assertThat(call.trace().promptTokens()).isEqualTo(-1);
    }

    @Test
    void llmParseNeedsNoLlmTokenize() throws Exception {
        route("llm-dispatch:worker", "llm-parse:answer?reasoningField=REASONING");
        rig.mock("w").answer("<t>hm", "</t>Hi");
        assertThat(answer(served(STREAMED))).contains("{\"reasoning\":\"hm\"}").contains("{\"content\":\"Hi\"}");
    }

    @Test
    void aTemplateThatRefusesIsTheClientsError() throws Exception {
        usualRoute();
        CallError error = refusal("{\"model\":\"m\",\"messages\":[]}");
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.message()).isEqualTo("No messages");
        assertThat(rig.mock("w").recentRequests()).isEmpty();
    }

    @Test
    void aPromptThatNoWorkerTakesIsRefused() throws Exception {
        usualRoute();
        language = new ModelLanguage(
                new WordTokenizer(), chat -> new RenderedPrompt("a ".repeat(101), Reasoning.NONE), null);
        CallError error = refusal(chat("m", ""));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("context_length_exceeded");
        assertThat(error.message()).contains("100 tokens").contains("has 101");
        assertThat(error.param()).isEqualTo("messages");
    }

    @Test
    void noLimitWhereTheRouteWantsNone() throws Exception {
        route("llm-tokenize:prompt?limit=false", "llm-dispatch:worker");
        language = new ModelLanguage(
                new WordTokenizer(), chat -> new RenderedPrompt("a ".repeat(101), Reasoning.NONE), null);
        assertThat(served(chat("m", ",\"max_tokens\":1")).trace().promptTokens())
                .isEqualTo(101);
    }

    @Test
    void longPromptsAreMadeOnAnotherThread() throws Exception {
        route("llm-tokenize:prompt?inlineBytes=8", "llm-dispatch:worker");
        var thread = new CompletableFuture<String>();
        language = new ModelLanguage(
                new WordTokenizer(),
                chat -> {
                    thread.complete(Thread.currentThread().getName());
                    return new RenderedPrompt("a b", Reasoning.NONE);
                },
                null);
        InferenceCall call = served(
                chat("m", ""), exchange -> assertThat(exchange.getException()).isNull());
        assertThat(thread.join()).startsWith("serai-tokenize-");
        assertThat(call.trace().promptTokens()).isEqualTo(2);
    }

    @Test
    void whatGoesIntoTheTemplateBesideTheMessagesCountsToo() throws Exception {
        route("llm-tokenize:prompt?inlineBytes=1000", "llm-dispatch:worker");
        var thread = new CompletableFuture<String>();
        language = new ModelLanguage(
                new WordTokenizer(),
                chat -> {
                    thread.complete(Thread.currentThread().getName());
                    return new RenderedPrompt("a b", Reasoning.NONE);
                },
                null);
        served(chat("m", ",\"documents\":[\"" + "a".repeat(1000) + "\"]"));
        assertThat(thread.join()).startsWith("serai-tokenize-");
    }

    @Test
    void aRefusalOnAnotherThreadArrivesToo() throws Exception {
        route("llm-tokenize:prompt?inlineBytes=0", "llm-dispatch:worker");
        assertThat(refusal("{\"model\":\"m\",\"messages\":[]}").message()).isEqualTo("No messages");
    }

    @Test
    void aRouteMayInsistOnTokens() throws Exception {
        route("llm-tokenize:prompt?onMissing=REFUSE", "llm-dispatch:worker");
        CallError error = refusal(chat("other", ""));
        assertThat(error.code()).isEqualTo("model_not_supported");
        assertThat(error.param()).isEqualTo("model");
    }

    @Test
    void whatARouteMakesOfTheBodyIsWhatIsTokenised() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT")
                        .routeId("r")
                        .setBody()
                        .constant(chat("m", ",\"user\":\"u\""))
                        .to("llm-tokenize:prompt?rawOutput=true", "llm-dispatch:worker", "llm-parse:answer");
            }
        });
        InferenceCall call = served(chat("other", ""));
        assertThat(call.trace().promptTokens()).isEqualTo(4);
        assertThat(rig.mock("w").lastRequest().bodyText())
                .isEqualTo("{\"skip_special_tokens\":false,"
                        + chat("m", ",\"user\":\"u\"").substring(1));
        assertThat(answer(call)).contains("\"reasoning_content\":\"hm\"");
    }
}
