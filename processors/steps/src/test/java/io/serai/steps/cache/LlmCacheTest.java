package io.serai.steps.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.steps.Ask;
import io.serai.steps.Calls;
import io.serai.steps.DispatchRig;
import io.serai.steps.Heard;
import io.serai.steps.cache.ResponseCache.Mode;
import io.serai.steps.http.PathTable.Match;
import io.serai.steps.http.PathTableBuilder;
import io.serai.testkit.Fault;
import io.serai.testkit.FaultRule;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/** The two steps around a dispatch to a real worker. */
class LlmCacheTest {
    private static final String ASKED =
            "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private final DispatchRig rig = new DispatchRig();
    private final PathTableBuilder table = new PathTableBuilder();
    private final CamelContext context = new DefaultCamelContext();
    private final ResponseCache cache = new ResponseCache(settings(Mode.SEMANTIC), System::nanoTime);

    private static ResponseCache.Settings settings(Mode mode) {
        return new ResponseCache.Settings(mode, 1 << 20, Duration.ofHours(1), 0.9);
    }

    @BeforeEach
    void bind() throws Exception {
        context.getRegistry().bind("table", table);
        context.getRegistry().bind("dispatcher", rig.dispatcher());
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("cache", cache);
        context.start();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("llm-http:/v1/chat/completions?api=CHAT")
                        .routeId("r")
                        .to("llm-cache:lookup", "llm-dispatch:worker", "llm-cache:store");
            }
        });
        rig.worker("w");
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
    }

    /** What a client gets, and the header about it. */
    private record Got(String body, @Nullable String header) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }
    }

    private Got ask(Ask ask) {
        return ask(ask, call -> {});
    }

    private Got ask(Ask ask, Consumer<InferenceCall> before) {
        InferenceCall call = ask.call(rig.loop());
        before.accept(call);
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
        done.orTimeout(DispatchRig.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        var heard = new Heard(call, ask);
        Reply reply = Objects.requireNonNull(call.reply(), "no reply");
        heard.onLoop(() -> heard.replied(reply));
        String body = heard.awaitOver().text();
        return new Got(body, exchange.getMessage().getHeader("x-serai-cache", String.class));
    }

    private static Ask chat(String text, boolean stream) {
        return Ask.chat(ASKED.formatted(stream, text));
    }

    private long asked() {
        return rig.mock("w").counters().requests();
    }

    private static Consumer<InferenceCall> meaning(float... vector) {
        return call -> call.signal("embedding", new Signal.Vector(vector, true, "e@1"));
    }

    /** With the same embedding: as alike as two texts can be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Is it safe to take aspirin with alcohol? | Is it not safe to take aspirin with alcohol?",
                "Is it safe to take aspirin with alcohol? | Is it unsafe to take aspirin with alcohol?",
                "Is it safe to take aspirin with alcohol? | Isn't it safe to take aspirin with alcohol?",
                "I can go | I can\u2019t go",
                "I do know it | I dont know it",
                "coffee with sugar | coffee without sugar",
                "how do I enable the alarm | how do I disable the alarm",
                "turn the light on | turn the light off",
                "eat more fat | eat less fat",
                "eat before you run | eat after you run",
                "set the max size | set the min size",
                "when to buy gold | when to sell gold",
                "rates are increasing | rates are decreasing",
                "is it legal here | is it illegal here",
                "this is harmful | this is harmless",
                "trains from Paris to London | trains from London to Paris",
                "dog bites man | man bites dog",
                "Ist das giftig? | Ist das nicht giftig?",
                "Kaffee mit Milch | Kaffee ohne Milch",
                "c'est possible | c'est impossible",
                "je mange | je n'mange",
                "con leche | sin leche",
                "это можно есть | это не можно есть",
                "我可以吃吗 | 我不可以吃吗",
                "从巴黎到伦敦 | 从伦敦到巴黎",
                "食べる | 食べない",
                "ist er schon da | ist er schön da",
                "¿cuánto es, si? | ¿cuánto es, sí?",
                "かきは何 | がきは何",
                "किताब मेरा | किताब मैरा",
                "ไข่ คือ | ไข้ คือ",
                "мои стол | мой стол",
            })
    void aMessageWhoseMeaningIsTurnedRoundMisses(String one, String other) {
        ask(chat(one, false), meaning(1, 0));

        assertThat(ask(chat(other, false), meaning(1, 0)).header).isEqualTo("miss");
        assertThat(ask(chat(one, false), meaning(1, 0)).header).isEqualTo("hit-exact");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I reset my password? | how can I reset my password",
                "It is not safe, why? | it isn't safe - why",
                "I can't log in | I cannot log in",
                "Why is the unit tested? | Why do we test the unit?",
                "Why are prices decreasing? | why do prices decrease",
                "universal remotes | display of the universe",
                "Was ist der Sinn des Lebens? | Sinn des Lebens",
                "什么是光 | 光是什么东西",
                "Wie ändere ich mein Passwort? | Wie kann ich mein Passwort ändern?",
            })
    void aParaphraseStillHits(String one, String other) {
        ask(chat(one, false), meaning(1, 0));

        assertThat(ask(chat(other, false), meaning(1, 0)).header).isEqualTo("hit-semantic");
    }

    /** Whatever the vocabulary lacks is the same unknown token. */
    @Test
    void anEmbeddingThatDoesNotTellOfTheWholeTextIsComparedWithNoOther() {
        Consumer<InferenceCall> partly =
                call -> call.signal("embedding", new Signal.Vector(new float[] {1, 0}, false, "e@1"));
        ask(chat("translate 龘", false), partly);
        ask(chat("translate it", false), meaning(1, 0));

        assertThat(ask(chat("translate 靐", false), partly).header).isEqualTo("miss");
        assertThat(ask(chat("translate this", false), meaning(1, 0)).header).isEqualTo("hit-semantic");
        assertThat(ask(chat("translate 靐", false), partly).header).isEqualTo("hit-exact");
    }

    @Test
    void theSecondAskerGetsTheSameAnswerWithoutAWorker() {
        Got first = ask(chat("hi", false));
        Got second = ask(chat("hi", false));

        assertThat(first.header).isEqualTo("miss");
        assertThat(second.header).isEqualTo("hit-exact");
        assertThat(asked()).isEqualTo(1);
        assertThat(second.json().path("choices")).isEqualTo(first.json().path("choices"));
        assertThat(second.json().path("usage")).isEqualTo(first.json().path("usage"));
        assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void aBodyIsReplayedAsAStreamAndAStreamWithCountsAsABody() {
        Got body = ask(chat("hi", false));
        String content = body.json()
                .path("choices")
                .get(0)
                .path("message")
                .path("content")
                .asText();
        Got stream = ask(chat("hi", true));
        assertThat(stream.header).isEqualTo("hit-exact");
        assertThat(contentOf(stream.body)).isEqualTo(content);

        String counted = ASKED.formatted("true,\"stream_options\":{\"include_usage\":true}", "ho");
        Got streamed = ask(Ask.chat(counted));
        Got again = ask(chat("ho", false));
        assertThat(streamed.header).isEqualTo("miss");
        assertThat(again.header).isEqualTo("hit-exact");
        assertThat(again.json()
                        .path("choices")
                        .get(0)
                        .path("message")
                        .path("content")
                        .asText())
                .isEqualTo(contentOf(streamed.body));
        assertThat(again.json().path("usage").path("prompt_tokens").asInt()).isPositive();
    }

    private static String contentOf(String events) {
        var content = new StringBuilder();
        events.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new Got(line.substring(6), null).json())
                .forEach(chunk -> content.append(chunk.path("choices")
                        .path(0)
                        .path("delta")
                        .path("content")
                        .asText("")));
        return content.toString();
    }

    /** Its stream had no counts, and a body must have them. */
    @Test
    void aStreamWithoutCountsDoesNotAnswerWhoWantsThem() {
        ask(chat("hi", true));

        assertThat(ask(chat("hi", true)).header).isEqualTo("hit-exact");
        assertThat(ask(chat("hi", false)).header).isEqualTo("miss");
        assertThat(ask(chat("hi", false)).header).isEqualTo("hit-exact");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void tenantsShareNothing() {
        ask(chat("hi", false).principal("a"));

        assertThat(ask(chat("hi", false).principal("b")).header).isEqualTo("miss");
        assertThat(ask(chat("hi", false).principal("a")).header).isEqualTo("hit-exact");
    }

    @Test
    void aQuestionThatMeansTheSameIsAnsweredToo() {
        ask(chat("how tall is it", false), meaning(1, 0));

        assertThat(ask(chat("what is its height", false), meaning(0.99f, 0.141067f)).header)
                .isEqualTo("hit-semantic");
        assertThat(ask(chat("who built it", false), meaning(0, 1)).header).isEqualTo("miss");
        assertThat(ask(chat("and how old", false)).header).isEqualTo("miss");
        assertThat(ask(chat("what is its height in 1900", false), meaning(1, 0)).header)
                .isEqualTo("miss");
    }

    /** Vectors of two models say nothing of each other. */
    @Test
    void embeddingsOfAnotherModelAreNotCompared() {
        ask(chat("how tall is it", false), meaning(1, 0));

        assertThat(ask(
                                chat("what is its height", false),
                                call -> call.signal("embedding", new Signal.Vector(new float[] {1, 0}, true, "e@2")))
                        .header)
                .isEqualTo("miss");
    }

    /** Placeholders of one session mean nothing in another. */
    @Test
    void whereThereIsPersonalDataOnlyTheVerySameRequestIsTheSame() {
        Consumer<InferenceCall> masked = call -> {
            meaning(1, 0).accept(call);
            call.piiFound("EMAIL_ADDRESS", 1);
        };
        ask(chat("write to <EMAIL_a>", false), masked);

        assertThat(ask(chat("write to <EMAIL_b>", false), masked).header).isEqualTo("miss");
        assertThat(ask(chat("please write", false), meaning(1, 0)).header).isEqualTo("miss");
        assertThat(ask(chat("write to <EMAIL_a>", false), masked).header).isEqualTo("hit-exact");
    }

    @Test
    void inExactModeMeaningDoesNotCount() {
        cache.reconfigure(settings(Mode.EXACT));
        ask(chat("how tall is it", false), meaning(1, 0));

        assertThat(ask(chat("what is its height", false), meaning(1, 0)).header).isEqualTo("miss");
        assertThat(ask(chat("how tall is it", false)).header).isEqualTo("hit-exact");
    }

    @Test
    void clientsMayKeepOut() {
        ask(chat("hi", false).header("x-serai-cache", "no-store"));
        assertThat(cache.stats().entries()).isZero();
        ask(chat("hi", false));

        assertThat(ask(chat("hi", false).header("x-serai-cache", "No-Store")).header)
                .isNull();
        assertThat(ask(chat("hi", false).header("x-serai-worker", "w")).header).isNull();
        assertThat(asked()).isEqualTo(4);
    }

    @Test
    void brokenStreamsAreNotKept() {
        rig.mock("w").faults(FaultRule.next(1, new Fault.ResetMidStream(1)));
        ask(chat("hi", true));

        assertThat(cache.stats().entries()).isZero();
        assertThat(ask(chat("hi", true)).header).isEqualTo("miss");
    }

    @Test
    void switchedOffItDoesNothing() {
        cache.reconfigure(settings(Mode.OFF));

        assertThat(ask(chat("hi", false)).header).isNull();
        assertThat(ask(chat("hi", false)).header).isNull();
        assertThat(asked()).isEqualTo(2);
        assertThat(cache.stats().misses()).isZero();
    }
}
