package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.PiiSpan;
import io.serai.guard.pii.PiiPolicy.Output;
import io.serai.wire.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get of answers with placeholders in them. */
class AnswerTest {
    private static final String REQUEST =
            Masked.chat(List.of("I am \"J\" <jane@example.com>, card 4111 1111 1111 1111, at 203.0.113.7"));

    private final Masked masked = Masked.of(REQUEST);
    private final String mail = masked.masker().mask("jane@example.com", List.of());
    private final String card = masked.masker().mask("4111 1111 1111 1111", List.of());

    // ---- streams

    private static String event(String choice) {
        return "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[" + choice + "]}\n\n";
    }

    private static String delta(int index, String fields) {
        return event("{\"index\":" + index + ",\"delta\":{" + fields + "},\"finish_reason\":null}");
    }

    private static String finish(int index) {
        return event("{\"delta\":{},\"finish_reason\":\"stop\",\"index\":" + index + "}");
    }

    private static final String DONE = "data: [DONE]\n\n";

    private String restored(TextFlows flows, List<String> events) {
        var stream = new StreamTexts(flows);
        var out = new ByteArrayOutputStream();
        for (String event : events) {
            out.writeBytes(stream.feed(event.getBytes(UTF_8)));
        }
        out.writeBytes(stream.end());
        assertThat(stream.end()).isEmpty();
        return out.toString(UTF_8);
    }

    private String restored(String... events) {
        return restored(masked.flows(Output.PASS, Set.of()), List.of(events));
    }

    /** The deltas put together by choice and field, as SDKs do. */
    private static Map<String, String> texts(String stream) {
        var texts = new TreeMap<String, String>();
        for (String event : stream.split("\n\n", -1)) {
            if (event.startsWith("data: {")) {
                JsonNode chunk = Masked.json(event.substring(6));
                assertThat(chunk.path("model").asText()).isEqualTo("m");
                chunk.path("choices").forEach(choice -> add(texts, choice));
            }
        }
        return texts;
    }

    private static void add(Map<String, String> texts, JsonNode choice) {
        String at = choice.path("index").asText() + ".";
        choice.path("delta").properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                texts.merge(at + field.getKey(), field.getValue().asText(), String::concat);
            }
        });
        choice.path("delta")
                .path("tool_calls")
                .forEach(call -> texts.merge(
                        at + "call" + call.path("index").asText(),
                        call.path("function").path("arguments").asText()
                                + call.path("custom").path("input").asText(),
                        String::concat));
        if (choice.has("text")) {
            texts.merge(at + "text", choice.path("text").asText(), String::concat);
        }
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "@",
                        "#",
                        "<",
                        ">",
                        "<EMAIL_",
                        "EMAIL_ADDRESS_",
                        "E",
                        " ",
                        "Hello",
                        "\u00e9",
                        "\ud83d\ude00",
                        "\"",
                        "\\",
                        "\n",
                        "<b>")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts).replace("@", mail).replace("#", card));
    }

    @Property(tries = 300)
    void valuesComeBackAtEveryCut(@ForAll("answers") String text, @ForAll Random random) {
        String whole = masked.unmasked(text);
        String json =
                masked.masker().jsonUnmasker().push(Json.quote(text) + " ").strip();
        var events = new ArrayList<String>(List.of(delta(0, "\"role\":\"assistant\",\"content\":\"\"")));
        for (String piece : cut(text, random)) {
            String quoted = Json.quote(piece);
            events.add(delta(0, "\"content\":" + quoted));
            events.add(delta(1, "\"reasoning_content\":" + quoted + ",\"content\":null"));
            events.add(event("{\"index\":2,\"text\":" + quoted + ",\"finish_reason\":null}"));
        }
        for (String piece : cut(Json.quote(text), random)) {
            events.add(
                    delta(0, "\"tool_calls\":[{\"function\":{\"arguments\":" + Json.quote(piece) + "},\"index\":3}]"));
        }
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                events.add(finish(i));
            }
        }
        events.add("data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"total_tokens\":3}}\n\n");
        if (random.nextBoolean()) {
            events.add(DONE);
        }
        String stream = restored(masked.flows(Output.PASS, Set.of()), events);
        var texts = texts(stream);
        assertThat(texts.getOrDefault("0.content", "")).isEqualTo(whole);
        assertThat(texts.getOrDefault("1.reasoning_content", "")).isEqualTo(whole);
        assertThat(texts.getOrDefault("2.text", "")).isEqualTo(whole);
        assertThat(texts.getOrDefault("0.call3", "")).isEqualTo(json);
        assertThat(stream).contains("\"usage\":{\"total_tokens\":3}");
        if (events.getLast().equals(DONE)) {
            assertThat(stream).endsWith(DONE);
        }
    }

    private static List<String> cut(String text, Random random) {
        var pieces = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(5));
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @Test
    void whatNeedsNoChangePassesAsTheSameArray() {
        var stream = new StreamTexts(masked.flows(Output.PASS, Set.of()));
        byte[] bytes = (delta(0, "\"content\" : \"Every <b>caf\\u00e9</b> is open\"") + ": ping\n\n" + finish(0) + DONE)
                .getBytes(UTF_8);
        assertThat(stream.feed(bytes)).isSameAs(bytes);
        assertThat(stream.end()).isEmpty();
    }

    @Test
    void whatIsHeldComesOutInFrontOfTheFinish() {
        String stream = restored(delta(0, "\"content\":\"a <EMAIL\""), finish(0), DONE);
        assertThat(stream.indexOf("<EMAIL")).isBetween(0, stream.indexOf("\"stop\""));
        assertThat(texts(stream)).containsEntry("0.content", "a <EMAIL");
    }

    @Test
    void whatIsHeldComesOutInFrontOfAnError() {
        String error = "data: {\"error\":{\"message\":\"x\"}}\n\n";
        String stream = restored(delta(0, "\"content\":\"a <\""), error);
        assertThat(stream).endsWith(error);
        assertThat(stream.replace(error, "")).contains("\"content\":\"<\"");
    }

    @Test
    void argumentsAreEscapedTwice() {
        Masked odd = Masked.of(Masked.chat(
                List.of("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----")));
        String placeholder = odd.placeholders().getFirst();
        String call = delta(
                0,
                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"k\\\":\\\"" + placeholder
                        + "\\\"}\"}}]");
        String stream = restored(odd.flows(Output.PASS, Set.of()), List.of(call, finish(0)));
        assertThat(Masked.json(texts(stream).getOrDefault("0.call0", ""))
                        .path("k")
                        .asText())
                .startsWith("-----BEGIN PRIVATE KEY-----\nMII");
    }

    /** Fields of deltas that go on from chunk to chunk, and where in a choice they are read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'refusal':%s                                                        | /delta/refusal",
                "'content':[{'type':'text','text':%s}]                               | /delta/content/0/text",
                "'audio':{'id':'a','transcript':%s}                                  | /delta/audio/transcript",
                "'tool_calls':[{'index':0,'type':'custom','custom':{'input':%s}}]    | /delta/tool_calls/0/custom/input",
                "'reasoning_details':[{'type':'reasoning.text','text':%s,'index':0}] | /delta/reasoning_details/0/text",
                "'reasoning_details':[{'index':0,'summary':%s}] | /delta/reasoning_details/0/summary",
                "'function_call':{'arguments':%s}                                    | /delta/function_call/arguments",
            })
    void everyTextOfADeltaComesBackInItsPlace(String fields, String place) {
        var events = new ArrayList<String>();
        for (String piece : List.of("mail ", mail.substring(0, 9), mail.substring(9), " now <EM")) {
            events.add(delta(0, fields.replace('\'', '"').formatted(Json.quote(piece))));
        }
        events.add(finish(0));
        var said = new StringBuilder();
        for (String event :
                restored(masked.flows(Output.PASS, Set.of()), events).split("\n\n", -1)) {
            if (!event.isEmpty()) {
                said.append(Masked.json(event.substring(6))
                        .path("choices")
                        .path(0)
                        .at(place)
                        .asText());
            }
        }
        assertThat(said).hasToString("mail jane@example.com now <EM");
    }

    /** Of two tools called at once each goes on by its index, wherever in the list it stands. */
    @Test
    void inputsOfCustomToolsGoOnByTheirIndex() {
        String call = "\"tool_calls\":[{\"index\":%d,\"custom\":{\"input\":%s}}]";
        String stream = restored(
                delta(0, call.formatted(1, Json.quote(mail.substring(0, 9)))),
                delta(0, call.formatted(2, Json.quote(card.substring(0, 5)))),
                delta(0, call.formatted(1, Json.quote(mail.substring(9)))),
                delta(0, call.formatted(2, Json.quote(card.substring(5)))),
                finish(0));
        assertThat(texts(stream))
                .containsEntry("0.call1", "jane@example.com")
                .containsEntry("0.call2", "4111 1111 1111 1111");
    }

    /** What a chunk says all at once is not held back for the next one. */
    @Test
    void stopStringsAndTitlesComeBackWithTheirChunk() {
        String title = delta(
                0,
                "\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"title\":" + Json.quote(mail + " <EM")
                        + "}}]");
        String stop = event("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"stop_reason\":" + Json.quote(mail)
                + ",\"matched_stop\":" + Json.quote(card) + "}");
        assertThat(restored(title, stop))
                .isEqualTo((title + stop).replace(mail, "jane@example.com").replace(card, "4111 1111 1111 1111"));
        String number = event("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"matched_stop\":2}");
        assertThat(restored(number)).isEqualTo(number);
    }

    // ---- answers that are JSON

    @Provide
    Arbitrary<String> awkward() {
        return Arbitraries.of("1 \"Main\" Street\nTown", "C:\\Users\\x", "\"", "tab\there", "plain", "\\");
    }

    /** Schemas are asked for in content, not in arguments alone. */
    @Property(tries = 300)
    void aContentThatIsJsonStaysJsonAtEveryCut(
            @ForAll @From("awkward") String value,
            @ForAll boolean bare,
            @ForAll boolean spaced,
            @ForAll Random random) {
        Masked odd = Masked.of(REQUEST);
        String placeholder =
                odd.masker().mask(value, List.of(new PiiSpan("LOCATION", 0, value.length(), 1, "model:test")));
        String written = bare ? placeholder.substring(1, placeholder.length() - 1) : placeholder;
        String json = (spaced ? " \n" : "") + "[{\"say \\\"x\\\"\": \"" + written + "\", \"n\":[1,\"\\\\\",\"at "
                + written + ", \\\"" + written + "\\\"\"]}]";
        var events = new ArrayList<String>();
        for (String piece : cut(json, random)) {
            events.add(delta(0, "\"content\":" + Json.quote(piece)));
        }
        events.add(finish(0));
        String restored =
                texts(restored(odd.flows(Output.PASS, Set.of()), events)).getOrDefault("0.content", "");
        JsonNode now = Masked.json(restored).path(0);
        assertThat(now.path("say \"x\"").asText()).isEqualTo(value);
        assertThat(now.path("n").path(1).asText()).isEqualTo("\\");
        assertThat(now.path("n").path(2).asText()).isEqualTo("at " + value + ", \"" + value + "\"");
    }

    @Test
    void valuesInOtherTextsAndThoseWithEscapesComeBackAsTheyWere() {
        String lines = "1 \"Main\"\nTown";
        String escaped = "1 Main\\nTown \\u00e9 \\\"x\\\"";
        var spans = List.of(new PiiSpan("LOCATION", 0, lines.length(), 1, "model:test"));
        String one = masked.masker().mask(lines, spans);
        String other =
                masked.masker().mask(escaped, List.of(new PiiSpan("LOCATION", 0, escaped.length(), 1, "model:test")));
        for (String text : List.of("He said \"#\"", "# [", "{\"n\": #}")) {
            var flow = masked.flows(Output.PASS, Set.of()).of(new ReplyLeaf.Flow(0, ReplyLeaf.Field.CONTENT, 0));
            assertThat(flow.push(text.replace("#", one)) + flow.end()).isEqualTo(text.replace("#", lines));
        }
        var flow = masked.flows(Output.PASS, Set.of()).of(new ReplyLeaf.Flow(0, ReplyLeaf.Field.CONTENT, 0));
        assertThat(flow.push("{\"a\":\"" + other + "\"}") + flow.end()).isEqualTo("{\"a\":\"" + escaped + "\"}");
    }

    // ---- native streams

    private static String nativeEvent(String text, boolean last) {
        return "data: {\"text\":" + Json.quote(text) + ",\"meta_info\":{\"id\":\"n\",\"finish_reason\":"
                + (last ? "{\"type\":\"stop\"}" : "null") + "},\"index\":1}\n\n";
    }

    private static List<String> said(String stream) {
        var said = new ArrayList<String>();
        for (String event : stream.split("\n\n", -1)) {
            if (event.startsWith("data: {")) {
                said.add(Masked.json(event.substring(6)).path("text").asText());
            }
        }
        return said;
    }

    /** What clients print that cut off the length of what they have. */
    private static String printed(List<String> said) {
        var printed = new StringBuilder();
        said.forEach(text -> printed.append(text.substring(Math.min(printed.length(), text.length()))));
        return printed.toString();
    }

    @Property(tries = 200)
    void nativeEventsRepeatWhatTheyHaveShown(@ForAll("answers") String text, @ForAll Random random) {
        String whole = masked.unmasked(text);
        var events = new ArrayList<String>();
        var soFar = new StringBuilder();
        for (String piece : cut(text, random)) {
            events.add(nativeEvent(soFar.append(piece).toString(), false));
        }
        if (random.nextBoolean()) {
            events.add(nativeEvent(text, true));
        }
        events.add(DONE);
        List<String> said = said(restored(masked.flows(Output.PASS, Set.of()), events));
        assertThat(printed(said)).isEqualTo(whole);
        for (int i = 1; i < said.size(); i++) {
            assertThat(said.get(i)).startsWith(said.get(i - 1));
        }
    }

    @Test
    void nativeIncrementsAreRestoredAcrossEvents() {
        var events = List.of("Write to ", mail.substring(0, 9), mail.substring(9), " at once", " & ", mail);
        var stream = new ArrayList<String>();
        events.forEach(piece -> stream.add(nativeEvent(piece, false)));
        stream.add(nativeEvent("", true));
        assertThat(String.join("", said(restored(masked.flows(Output.PASS, Set.of()), stream))))
                .isEqualTo("Write to jane@example.com at once & jane@example.com");
    }

    @Test
    void nativeEventsThatNeedNoChangePassAsTheSameArray() {
        var stream = new StreamTexts(masked.flows(Output.PASS, Set.of()));
        for (String text : List.of("It", "It is", "It is so")) {
            byte[] bytes = nativeEvent(text, text.endsWith("so")).getBytes(UTF_8);
            assertThat(stream.feed(bytes)).isSameAs(bytes);
        }
    }

    @Test
    void nativeEventsMayTakeBackAStopString() {
        assertThat(said(restored(nativeEvent("To " + mail + " ST", false), nativeEvent("To " + mail, true))))
                .containsExactly("To jane@example.com ST", "To jane@example.com");
    }

    @Property(tries = 100)
    void whatTheRequestDidNotHoldIsMaskedInNativeStreamsToo(@ForAll Random random) {
        var flows = masked.flows(Output.MASK, Set.of("jane@example.com"));
        String text = "Ask bob@example.org or " + mail + ", card 5500 0000 0000 0004 now please ok";
        boolean increments = random.nextBoolean();
        var events = new ArrayList<String>();
        var soFar = new StringBuilder();
        for (String piece : cut(text, random)) {
            events.add(nativeEvent(increments ? piece : soFar.append(piece).toString(), false));
        }
        events.add(nativeEvent(increments ? "" : text, true));
        List<String> said = said(restored(flows, events));
        assertThat(increments ? String.join("", said) : printed(said))
                .matches("Ask <EMAIL_ADDRESS_\\w+> or jane@example.com, card <CREDIT_CARD_\\w+> now please ok");
        assertThat(said).noneMatch(it -> it.contains("bob@") || it.contains("5500"));
        assertThat(flows.counts().all())
                .extracting(it -> it.label() + " " + it.action() + " " + it.count())
                .containsExactlyInAnyOrder("EMAIL_ADDRESS mask 1", "CREDIT_CARD mask 1");
    }

    // ---- bodies

    private String body() {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + Json.quote("To " + mail)
                + ",\"reasoning\":" + Json.quote(card) + ",\"tool_calls\":[{\"id\":\"" + "1"
                + "\",\"function\":{\"name\":\"f\",\"arguments\":"
                + Json.quote("{\"to\":" + Json.quote(mail) + "}")
                + "}}]},\"logprobs\":{\"content\":[{\"token\":\"<\"}]},"
                + "\"finish_reason\":\"tool_calls\"}], \"usage\" : {\"total_tokens\":3}}";
    }

    @Test
    void wholeAnswersAreRestored() {
        String expected = body().replace(mail, "jane@example.com").replace(card, "4111 1111 1111 1111");
        byte[] restored = WholeTexts.restored(body().getBytes(UTF_8), masked.flows(Output.PASS, Set.of()));
        assertThat(new String(restored, UTF_8)).isEqualTo(expected);
        byte[] none = "{\"choices\":[]}".getBytes(UTF_8);
        assertThat(WholeTexts.restored(none, masked.flows(Output.PASS, Set.of())))
                .isSameAs(none);
        byte[] broken = "{\"choices\":[".getBytes(UTF_8);
        assertThat(WholeTexts.restored(broken, masked.flows(Output.PASS, Set.of())))
                .isSameAs(broken);
    }

    /** As engines answer: with objects, with texts, and without an object around. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[{\"index\":1,\"document\":{\"text\":%s,\"image\":null},\"relevance_score\":0.5},{\"index\":0}]}",
                "{\"results\":[{\"document\":%s,\"relevance_score\":0.5}]}",
                "[{\"score\":0.5,\"document\":%s,\"index\":0},{\"score\":0.1,\"document\":null,\"index\":1}]"
            })
    void documentsOfARerankingAreRestored(String answer) {
        byte[] masks = answer.formatted(Json.quote("To " + mail)).getBytes(UTF_8);
        byte[] restored = WholeTexts.restored(masks, masked.flows(Output.MASK, Set.of("jane@example.com")));
        assertThat(new String(restored, UTF_8)).isEqualTo(answer.formatted("\"To jane@example.com\""));
    }

    /** Whatever a client sent as a document: what is left alone there is left alone here. */
    @Test
    void allTextsOfADocumentAreRestored() {
        String answer = "{\"results\":[{\"document\":{\"text\":\"t\",\"title\":%s,\"meta\":{\"tags\":[\"x\",%s]},"
                + "\"image\":\"bob@example.org\"}},{\"document\":{\"title\":%s}}]}";
        String mails = Json.quote("To " + mail);
        byte[] masks = answer.formatted(mails, mails, mails).getBytes(UTF_8);
        byte[] restored = WholeTexts.restored(masks, masked.flows(Output.MASK, Set.of("jane@example.com")));
        String to = "\"To jane@example.com\"";
        assertThat(new String(restored, UTF_8)).isEqualTo(answer.formatted(to, to, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"type\":\"custom\",\"custom\":{\"name\":\"f\",\"input\":%1$s}},"
                        + "{\"custom\":{\"input\":%1$s}}]}}]}",
                "{\"choices\":[{\"message\":{\"audio\":{\"transcript\":%1$s}},\"stop_reason\":%1$s}]}",
                "{\"choices\":[{\"message\":{\"annotations\":[{\"url_citation\":{\"title\":%1$s}},"
                        + "{\"url_citation\":{\"title\":%1$s}}]}}]}",
                "{\"choices\":[{\"message\":{\"reasoning_details\":[{\"text\":%1$s,\"index\":0},{\"summary\":%1$s}]}}]}",
                "{\"choices\":[{\"matched_stop\":%1$s,\"text\":%1$s}]}",
                "[{\"meta_info\":{\"finish_reason\":{\"type\":\"stop\",\"matched\":%1$s}},\"text\":%1$s},{\"text\":%1$s}]"
            })
    void everyTextOfAWholeAnswerIsRestored(String answer) {
        byte[] masks = answer.formatted(Json.quote("To " + mail)).getBytes(UTF_8);
        byte[] restored = WholeTexts.restored(masks, masked.flows(Output.PASS, Set.of()));
        assertThat(new String(restored, UTF_8)).isEqualTo(answer.formatted("\"To jane@example.com\""));
    }

    @Property(tries = 100)
    void longBodiesAreRestoredAtEveryCut(@ForAll Random random) {
        Masked odd = Masked.of(
                Masked.chat(
                        List.of(
                                "jane@example.com -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----")));
        String both = String.join(" \u00e9 ", odd.placeholders());
        String body = "{\"choices\":[{\"message\":{\"content\":" + Json.quote(both)
                + ",\"tool_calls\":[{\"function\":{\"arguments\":" + Json.quote("{\"k\":" + Json.quote(both) + "}")
                + ",\"name\":\"f\"}}]}}]}";
        byte[] expected = WholeTexts.restored(body.getBytes(UTF_8), odd.flows(Output.PASS, Set.of()));
        var texts = new LongTexts(odd.masker());
        var out = new ByteArrayOutputStream();
        byte[] bytes = body.getBytes(UTF_8);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            out.writeBytes(texts.feed(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        out.writeBytes(texts.end());
        assertThat(Masked.json(out.toString(UTF_8))).isEqualTo(Masked.json(new String(expected, UTF_8)));
        assertThat(out.toString(UTF_8)).contains("jane@example.com").doesNotContain("EMAIL_ADDRESS");
    }

    // ---- what models write of their own

    @Property(tries = 200)
    void whatTheRequestDidNotHoldIsMaskedAtEveryCut(@ForAll Random random) {
        String text =
                "Ask bob@example.org or " + mail + ", card 5500 0000 0000 0004, or +49 30 901820 today. 203.0.113.7";
        var flows = masked.flows(Output.MASK, Set.of("jane@example.com", "203.0.113.7"));
        var events = new ArrayList<String>();
        for (String piece : cut(text, random)) {
            events.add(delta(0, "\"content\":" + Json.quote(piece)));
        }
        events.add(finish(0));
        assertThat(texts(restored(flows, events)).getOrDefault("0.content", ""))
                .matches("Ask <EMAIL_ADDRESS_\\w+> or jane@example.com, card <CREDIT_CARD_\\w+>, or <PHONE_NUMBER_\\w+>"
                        + " today. 203.0.113.7");
        assertThat(flows.counts().all())
                .extracting(it -> it.kind() + " " + it.label() + " " + it.action() + " " + it.count())
                .containsExactlyInAnyOrder(
                        "ANSWERED EMAIL_ADDRESS mask 1", "ANSWERED CREDIT_CARD mask 1", "ANSWERED PHONE_NUMBER mask 1");
    }

    @Test
    void proseIsHeldBackByAWordOnly() {
        var scan = new AnswerScan(
                new PiiTrace(masked.masker(), Masked.plan(Output.MASK), Set.of()), new PiiCounts(), true);
        assertThat(scan.push("It is a fine d")).isEqualTo("It is a fine ");
        assertThat(scan.push("ay, ")).isEqualTo("day, ");
        assertThat(scan.push("call 030 ")).isEqualTo("call ");
        assertThat(scan.push("901820")).isEmpty();
        assertThat(scan.end()).matches("<PHONE_NUMBER_\\w+>");
        assertThat(scan.push("x".repeat(5000))).hasSizeGreaterThan(5000 - 2 * AnswerScan.MOST_HELD);
    }

    private AnswerScan scan() {
        return new AnswerScan(new PiiTrace(masked.masker(), Masked.plan(Output.MASK), Set.of()), new PiiCounts(), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002\u6211\u4eec\u53bb\u516c\u56ed\uff0c\u597d\u5417\uff1f",
                "\u4eca\u65e5\u306f\u30b3\u30fc\u30d2\u30fc\u3092\u98f2\u307f\u307e\u3057\u305f\u3002",
                "\u0e27\u0e31\u0e19\u0e19\u0e35\u0e49\u0e2d\u0e32\u0e01\u0e32\u0e28\u0e14\u0e35",
                "\ud83d\ude00\ud83d\udc4d\ud840\udc00\ud840\udc01"
            })
    void scriptsWithoutSpacesComeAsTheyAreWritten(String sentence) {
        AnswerScan scan = scan();
        var out = new StringBuilder();
        String text = sentence.repeat(20);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            out.append(scan.push(Character.toString(text.codePointAt(i))));
            assertThat(out.length()).isGreaterThan(i - 4);
        }
        assertThat(out + scan.end()).isEqualTo(text);
    }

    /** With punctuation, and with nothing at all, between the values and the words. */
    @Property(tries = 300)
    void valuesBesideScriptsWithoutSpacesAreMasked(
            @ForAll @From("words") String word, @ForAll @From("words") String other, @ForAll Random random) {
        String text = word + "bob@example.org" + other + "+49 30 901820" + word + "5500 0000 0000 0004" + other
                + "5500005555555559" + word;
        AnswerScan scan = scan();
        var out = new StringBuilder();
        cut(text, random).forEach(piece -> out.append(scan.push(piece)));
        assertThat(out.append(scan.end()).toString())
                .matches(word + "<EMAIL_ADDRESS_\\w+>" + other + "<PHONE_NUMBER_\\w+>" + word + "<CREDIT_CARD_\\w+>"
                        + other + "<CREDIT_CARD_\\w+>" + word);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "\u6211\u7684\u90ae\u7bb1\u662f",
                "\uff0c\u5361\u53f7\uff1a",
                "\u8c22\u8c22\u3002",
                "\u3067\u3059\u3002\u30ab\u30fc\u30c9",
                "\uc785\ub2c8\ub2e4",
                "\u0e04\u0e23\u0e31\u0e1a",
                "\u0648\u0623\u064a\u0636\u0627",
                " \u05d5\u05d2\u05dd ");
    }

    // ---- long values

    /** A key of as many characters between its first and its last line, in lines of 64 as tools write them. */
    private static String key(String label, int length, String lineBreak, Random random) {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var key = new StringBuilder("-----BEGIN " + label + "-----" + lineBreak);
        for (int i = 1; i <= length; i++) {
            key.append(digits.charAt(random.nextInt(64)));
            if (i % 64 == 0 || i == length) {
                key.append(lineBreak);
            }
        }
        return key.append("-----END " + label + "-----").toString();
    }

    @Property(tries = 200)
    void keysOfAnyLengthAreMaskedAtEveryCut(
            @ForAll @IntRange(min = 100, max = 9000) int length,
            @ForAll @IntRange(min = 10, max = 90) int most,
            @ForAll boolean spelled,
            @ForAll Random random) {
        List<String> labels = List.of("PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK");
        String key = key(labels.get(random.nextInt(4)), length, spelled ? "\\n" : "\n", random);
        String text = "Here it is:\n" + key + "\n\nKeep it, and write to " + mail + " or bob@example.org.\n" + key;
        var flows = masked.flows(Output.MASK, Set.of("jane@example.com"));
        var events = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(most));
            events.add(delta(0, "\"content\":" + Json.quote(text.substring(from, to))));
            from = to;
        }
        events.add(finish(0));
        assertThat(texts(restored(flows, events)).getOrDefault("0.content", ""))
                .matches("Here it is:\n<PRIVATE_KEY_\\w+>\n\nKeep it, and write to jane@example.com or"
                        + " <EMAIL_ADDRESS_\\w+>\\.\n<PRIVATE_KEY_\\w+>");
        assertThat(flows.counts().all())
                .extracting(it -> it.label() + " " + it.action() + " " + it.count())
                .containsExactlyInAnyOrder("EMAIL_ADDRESS mask 1", "PRIVATE_KEY mask 2");
    }

    @Property(tries = 100)
    void longTokensAreMaskedAtEveryCut(@ForAll @IntRange(min = 20, max = 3500) int length, @ForAll Random random) {
        String payload = key("", length, "", random).replaceAll("[-+/ ]", "_");
        String text = "Send Bearer eyJhbGciOiJSUzI1NiJ9." + payload + "." + "c2lnbmVk".repeat(40) + " with it.";
        AnswerScan scan = scan();
        var out = new StringBuilder();
        cut(text, random).forEach(piece -> out.append(scan.push(piece)));
        assertThat(out.append(scan.end()).toString()).matches("Send Bearer <JWT_\\w+> with it\\.");
    }

    /** A key that never ends is not held for ever, nor does any of it go out. */
    @Test
    void aKeyWithoutAnEndIsHiddenToTheEndOfTheAnswer() {
        AnswerScan scan = scan();
        assertThat(scan.push("A key: ")).isEqualTo("A key: ");
        String key = key("RSA PRIVATE KEY", 12000, "\n", new Random(1));
        var out = new StringBuilder();
        cut(key.substring(0, 6000), new Random(2)).forEach(piece -> out.append(scan.push(piece)));
        assertThat(out.toString()).matches("<PRIVATE_KEY_\\w+>");
        cut(key.substring(6000, 12000), new Random(3))
                .forEach(piece -> assertThat(scan.push(piece)).isEmpty());
        assertThat(scan.end()).isEmpty();
    }

    @Test
    void aLongKeyThatTheRequestHeldPassesAndDetectionChangesNone() {
        String key = key("RSA PRIVATE KEY", 9000, "\n", new Random(1));
        String text = key + "\nis it.";
        var counts = new PiiCounts();
        var held = new AnswerScan(new PiiTrace(masked.masker(), Masked.plan(Output.MASK), Set.of(key)), counts, true);
        var out = new StringBuilder();
        cut(text, new Random(2)).forEach(piece -> out.append(held.push(piece)));
        assertThat(out.append(held.end()).toString()).isEqualTo(text);
        assertThat(counts.all()).isEmpty();
        var detects =
                new AnswerScan(new PiiTrace(masked.masker(), Masked.plan(Output.DETECT), Set.of()), counts, false);
        var same = new StringBuilder();
        cut(text, new Random(3)).forEach(piece -> same.append(detects.push(piece)));
        assertThat(same.append(detects.end()).toString()).isEqualTo(text);
        assertThat(counts.all())
                .extracting(it -> it.label() + " " + it.action() + " " + it.count())
                .containsExactly("PRIVATE_KEY detect 1");
    }

    @Test
    void addressesMayHaveSuchCharacters() {
        AnswerScan scan = scan();
        var out = new StringBuilder();
        for (String piece : "jane@\u4f8b\u3048.jp \u3067\u3059".split("", -1)) {
            out.append(scan.push(piece));
        }
        assertThat(out.append(scan.end()).toString()).matches("<EMAIL_ADDRESS_\\w+> \u3067\u3059");
    }

    @Test
    void findingsInArgumentsAreCountedOnly() {
        var flows = masked.flows(Output.MASK, Set.of());
        String call = delta(
                0,
                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"to\\\":\\\"bob@example.org\\\"}\"}}]");
        assertThat(texts(restored(flows, List.of(call, finish(0)))))
                .containsEntry("0.call0", "{\"to\":\"bob@example.org\"}");
        assertThat(flows.counts().all()).extracting(PiiCounts.Count::action).containsExactly("detect");
    }

    @Test
    void findingsInTheInputOfACustomToolAreCountedOnly() {
        var flows = masked.flows(Output.MASK, Set.of());
        String call = delta(0, "\"tool_calls\":[{\"index\":0,\"custom\":{\"input\":\"to bob@example.org now\"}}]");
        assertThat(texts(restored(flows, List.of(call, finish(0))))).containsEntry("0.call0", "to bob@example.org now");
        assertThat(flows.counts().all()).extracting(PiiCounts.Count::action).containsExactly("detect");
    }
}
