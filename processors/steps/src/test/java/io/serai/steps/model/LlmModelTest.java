package io.serai.steps.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.ModelCard;
import io.serai.core.ModelCard.Field;
import io.serai.core.ModelCards;
import io.serai.core.ModelDecision;
import io.serai.core.Reply;
import io.serai.core.Signal;
import io.serai.fleet.choice.BestOf;
import io.serai.fleet.choice.Condition;
import io.serai.fleet.choice.Condition.Trait;
import io.serai.fleet.choice.ModelRule;
import io.serai.fleet.choice.ModelTable;
import io.serai.fleet.choice.ModelTables;
import io.serai.fleet.choice.Weighted;
import io.serai.steps.Ask;
import io.serai.steps.Calls;
import io.serai.steps.DispatchRig;
import io.serai.steps.RouteEdits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlmModelTest {
    private static final ModelRule HARD = new ModelRule(
            "hard", List.of(new Condition.Complexity(List.of("hard"))), new Weighted(Map.of("large", 1.0)));
    private static final ModelRule PICTURES = new ModelRule(
            "pictures", List.of(new Condition.Has(Trait.IMAGES, true)), new Weighted(Map.of("large", 1.0)));
    private static final ModelRule TOOLS =
            new ModelRule("tools", List.of(new Condition.Has(Trait.TOOLS, true)), new Weighted(Map.of("large", 1.0)));
    private static final ModelRule GERMAN =
            new ModelRule("german", List.of(new Condition.Language(List.of("de"))), new Weighted(Map.of("large", 1.0)));
    private static final String ASKED = "[{\"role\":\"user\",\"content\":\"hi \\u00fc\"}]";

    private final DispatchRig rig = new DispatchRig();
    private final CamelContext context = new DefaultCamelContext();
    private final ModelTables tables = new ModelTables(List.of());

    @BeforeEach
    void bind() {
        ModelCards cards = model -> ModelCard.of(
                model,
                ModelCard.Source.CONFIGURED,
                model.equals("large")
                        ? Map.of(Field.QUALITY, 0.9, Field.OUTPUT_COST, 10.0)
                        : Map.of(Field.QUALITY, 0.3, Field.OUTPUT_COST, 1.0));
        context.getRegistry().bind("fleet", rig.fleet());
        context.getRegistry().bind("tables", tables);
        context.getRegistry().bind("cards", cards);
        context.start();
        rig.worker("w", it -> it.model("small").model("large"));
    }

    @AfterEach
    void stop() {
        context.stop();
        rig.close();
    }

    private void table(ModelRule... rules) {
        tables.reconfigure(List.of(new ModelTable("auto", List.of(rules), "small")));
    }

    private Exchange step(String uri, InferenceCall call) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(call.body());
        Calls.attach(exchange, call);
        var producer = context.getEndpoint(uri).createProducer();
        producer.start();
        AsyncProcessorConverterHelper.convert(producer).process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    private InferenceCall chosen(String body) throws Exception {
        InferenceCall call = call(body);
        step("llm-model:choose", call);
        return call;
    }

    private InferenceCall call(String body) {
        return Ask.chat(body).call(rig.loop());
    }

    private static String body(String model, String more) {
        return "{\"messages\":" + ASKED + ", \"model\" : \"" + model + "\"" + more + "}";
    }

    private static String text(InferenceCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static ModelDecision decision(InferenceCall call) {
        return Objects.requireNonNull(call.decision(), "no decision");
    }

    private static Signal.Degree degree(double score, String band) {
        return new Signal.Degree(score, band, "t@1");
    }

    // ---- choosing

    @Test
    void onlyTheNameOfTheModelChangesInTheBody() throws Exception {
        table(HARD);
        InferenceCall call = call(body("auto", ",\"stream\":true,\"max_tokens\":7,\"x\":[1, 2]"));
        call.signal("complexity", degree(0.9, "hard"));

        step("llm-model:choose", call);

        assertThat(text(call)).isEqualTo(body("large", ",\"stream\":true,\"max_tokens\":7,\"x\":[1, 2]"));
        assertThat(call.fields().model()).isEqualTo("large");
        assertThat(call.fields().stream()).isTrue();
        assertThat(call.fields().maxTokens()).isEqualTo(7);
        assertThat(decision(call).rule()).isEqualTo("hard");
        assertThat(call.signals()).containsKey("complexity");
    }

    @Test
    void aLaterStepDoesNotTakeTheChoiceBack() throws Exception {
        table(HARD);
        InferenceCall call = call(body("auto", ""));
        Exchange exchange = step("llm-model:choose", call);

        RouteEdits.apply(exchange, call);

        assertThat(call.fields().model()).isEqualTo("small");
    }

    @Test
    void aBodyThatTheRouteHasSetIsTheOneThatCounts() throws Exception {
        table(PICTURES);
        InferenceCall call = call(body("auto", ""));
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body("small", ",\"n\":1"));
        Calls.attach(exchange, call);
        var producer = context.getEndpoint("llm-model:choose").createProducer();
        AsyncProcessorConverterHelper.convert(producer).process(exchange);

        assertThat(call.fields().model()).isEqualTo("small");
        assertThat(call.decision()).isNull();
    }

    @Test
    void aPlainRequestPassesUntouched() throws Exception {
        table(HARD);
        InferenceCall call = call(body("small", ""));
        byte[] before = call.body();

        Exchange exchange = step("llm-model:choose?header=true", call);

        assertThat(call.body()).isSameAs(before);
        assertThat(call.decision()).isNull();
        assertThat(exchange.getMessage().getHeader("x-serai-model")).isNull();
    }

    @Test
    void anAnsweredCallIsLeftAlone() throws Exception {
        table(HARD);
        InferenceCall call = call(body("auto", ""));
        call.answer(new Reply.Whole(200, Headers.empty(), new byte[0]));

        step("llm-model:choose", call);

        assertThat(call.decision()).isNull();
    }

    @Test
    void theClientIsToldTheModelWhereTheRouteWantsIt() throws Exception {
        table(HARD);

        assertThat(step("llm-model:choose?header=true", call(body("auto", "")))
                        .getMessage()
                        .getHeader("x-serai-model"))
                .isEqualTo("small");
        assertThat(step("llm-model:choose", call(body("auto", ""))).getMessage().getHeader("x-serai-model"))
                .isNull();
    }

    // ---- what is read from the body

    @Test
    void imagesToolsAndTheLanguageAreReadFromTheBody() throws Exception {
        table(PICTURES, TOOLS, GERMAN);

        assertThat(decision(chosen(body("auto", ""))).rule()).isEqualTo("otherwise");
        assertThat(decision(chosen(body("auto", ",\"tools\":[ \n]"))).rule()).isEqualTo("otherwise");
        assertThat(decision(chosen(body("auto", ",\"tools\":[{}]"))).rule()).isEqualTo("tools");
        assertThat(decision(chosen(body("auto", "").replace("hi", "was ist das und wie geht es dir")))
                        .rule())
                .isEqualTo("german");
        assertThat(decision(chosen(body("auto", "")
                                .replace("\"hi \\u00fc\"", "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]")))
                        .rule())
                .isEqualTo("pictures");
    }

    @Test
    void aConversationIsKnownByItsKeyItsUserOrItsOpening() {
        String first = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}";
        String second =
                first + ",{\"role\":\"assistant\",\"content\":\"yes\"},{\"role\":\"user\",\"content\":\"go on\"}]}";

        String opening = conversation(Ask.chat(first + "]}"));
        assertThat(conversation(Ask.chat(second))).isEqualTo(opening);
        assertThat(conversation(Ask.chat(second.replace("hi", "ho")))).isNotEqualTo(opening);
        assertThat(conversation(Ask.chat(second).principal("team-b"))).isNotEqualTo(opening);

        assertThat(conversation(Ask.chat(first + "],\"user\":\"u\"}")))
                .isEqualTo(conversation(Ask.chat(second.replace("hi", "ho").replace("]}", "],\"user\":\"u\"}"))));
        assertThat(conversation(Ask.chat(second).header("x-serai-routing-key", "k")))
                .isEqualTo("k");
        assertThat(conversation(Ask.chat("{\"model\":\"auto\",\"messages\":[]}")))
                .isNotEqualTo(conversation(Ask.chat("{\"model\":\"auto\",\"messages\":[]}")));
    }

    private String conversation(Ask ask) {
        return new AskedOfCall(ask.call(rig.loop())).conversation();
    }

    // ---- explaining

    private JsonNode explained(InferenceCall call) throws Exception {
        byte[] before = call.body();
        step("llm-model:explain", call);
        assertThat(call.body()).isSameAs(before);
        assertThat(call.decision()).isNull();
        return json(Objects.requireNonNull(call.reply()));
    }

    private static JsonNode json(Reply reply) throws IOException {
        assertThat(reply.status()).isEqualTo(200);
        return new ObjectMapper().readTree(((Reply.Whole) reply).body());
    }

    @Test
    void aDryRunSaysWhatWouldBeChosenAndChangesNothing() throws Exception {
        table(new ModelRule("best", List.of(), new BestOf(List.of("small", "large"), new BestOf.Weights(1, 0.5, 0))));
        InferenceCall call = call(body("auto", ""));
        call.signal("complexity", degree(0.25, "easy"));
        call.signal("embedding", new Signal.Vector(new float[] {1}, true, "t@1"));
        call.piiFound("EMAIL_ADDRESS", 2);

        JsonNode answer = explained(call);

        assertThat(answer.path("requested").asText()).isEqualTo("auto");
        assertThat(answer.path("model").asText()).isEqualTo("small");
        assertThat(answer.path("rule").asText()).isEqualTo("best");
        assertThat(answer.path("signals").path("complexity").path("band").asText())
                .isEqualTo("easy");
        assertThat(answer.path("signals").has("embedding")).isFalse();
        assertThat(answer.path("pii").path("EMAIL_ADDRESS").asInt()).isEqualTo(2);
        JsonNode large = answer.path("candidates").get(1);
        assertThat(large.path("model").asText()).isEqualTo("large");
        assertThat(large.path("ready").asBoolean()).isTrue();
        // The best quality and the highest price: 1 - 0.5.
        assertThat(large.path("score").asDouble()).isEqualTo(0.5);
        assertThat(answer.path("reasons").toString()).contains("rule 'best' applies", "small is chosen");
    }

    @Test
    void aDryRunOfAPlainRequestNamesItsModel() throws Exception {
        JsonNode answer = explained(call(body("small", "")));

        assertThat(answer.path("model").asText()).isEqualTo("small");
        assertThat(answer.path("rule").isNull()).isTrue();
        assertThat(answer.path("candidates")).isEmpty();
    }

    @Test
    void nothingOfTheRequestsTextIsInAnExplanation() throws Exception {
        table(HARD, GERMAN, PICTURES);
        InferenceCall call = call(body("auto", ",\"user\":\"jane-roe\"").replace("hi", "my-secret-words"));

        assertThat(explained(call).toString()).doesNotContain("my-secret-words", "jane-roe");
    }
}
