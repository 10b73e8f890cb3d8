package io.serai.steps.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final List<String> VALUES =
            List.of("jane@example.com", "4111 1111 1111 1111", "DE89370400440532013000", "203.0.113.7");

    @Provide
    Arbitrary<List<String>> chats() {
        return Arbitraries.of(
                        "jane@example.com",
                        "4111 1111 1111 1111",
                        "card 4111 1111 1111 1111",
                        "DE89370400440532013000",
                        "203.0.113.7",
                        " and ",
                        "\"",
                        "\\",
                        "\n",
                        "{\"a\":\"",
                        "\"}",
                        "{\"n\":4111111111111111,\"t\":\"\\u0041 jane@example.com\\n\"}",
                        "\u0645\u0631\u062d\u0628\u0627 ",
                        "\u200b",
                        "\ud83d\ude00",
                        "\ud83d",
                        "<EMAIL_ADDRESS_123456>",
                        " CREDIT_CARD_ABCDEF ",
                        "<")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static String restored(Masked masked, JsonNode message) {
        return masked.unmasked(message.path("content").asText());
    }

    @Property(tries = 300)
    void maskedChatsAreJsonWithoutTheValuesAndComeBack(@ForAll("chats") List<String> texts) {
        String body = Masked.chat(texts);
        Masked masked = Masked.of(body);
        JsonNode before = Masked.json(body).path("messages");
        JsonNode after = masked.json().path("messages");
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < texts.size(); i++) {
            String original = before.path(i).path("content").asText();
            if (SearchableJson.of(original) == null) {
                assertThat(restored(masked, after.path(i))).isEqualTo(original);
                for (String value : VALUES) {
                    if (foundAnywhere(masked, value)) {
                        assertThat(after.path(i).path("content").asText()).doesNotContain(value);
                    }
                }
            }
        }
    }

    private static boolean foundAnywhere(Masked masked, String value) {
        for (int i = 0; i < masked.found().spans().size(); i++) {
            String text = masked.found().request().texts().get(i).readable();
            if (masked.found().spans().get(i).stream()
                    .anyMatch(span -> text.substring(span.start(), span.end()).equals(value))) {
                return true;
            }
        }
        return false;
    }

    @Property(tries = 200)
    void aMessageIsMaskedToTheSameBytesInEveryTurn(@ForAll("chats") List<String> texts) {
        // Only then: a value that a later message gives away is hidden in the earlier ones as well.
        Masked last = Masked.of(Masked.chat(texts));
        for (int turn = 1; turn <= texts.size(); turn++) {
            Masked masked = Masked.of(Masked.chat(texts.subList(0, turn)));
            if (masked.placeholders().equals(last.placeholders())) {
                String same = masked.text().substring(0, masked.text().length() - "]}".length());
                assertThat(last.text()).startsWith(same);
            }
        }
        assertThat(Masked.of(Masked.chat(texts)).text()).isEqualTo(last.text());
    }

    @Test
    void laterMessagesDoNotChangeEarlierOnes() {
        var texts = new ArrayList<String>();
        String before = "";
        for (int turn = 0; turn < 20; turn++) {
            texts.add("Turn " + turn + ": write to user" + turn + "@example.com, not to user" + turn / 2
                    + "@example.com, at 203.0.113." + turn);
            Masked masked = Masked.of(Masked.chat(texts));
            assertThat(masked.text()).startsWith(before).doesNotContain("@example.com");
            before = masked.text().substring(0, masked.text().length() - "]}".length());
        }
    }

    @Test
    void bytesThatNeedNoChangeStay() {
        String body = "{ \"messages\" : [ {\"content\":\"caf\\u00e9\",\"role\":\"user\"}, "
                + "{\"content\" : \"jane@example.com \\/ x\"}] ,\"seed\":1.50, \"tools\":[{\"d\":\"jane@example.com\"}]}";
        String masked = Masked.of(body).text();
        assertThat(masked)
                .matches("\\Q{ \"messages\" : [ {\"content\":\"caf\\u00e9\",\"role\":\"user\"}, {\"content\" : \"\\E"
                        + "<EMAIL_ADDRESS_\\w+>"
                        + "\\Q / x\"}] ,\"seed\":1.50, \"tools\":[{\"d\":\"jane@example.com\"}]}\\E");
    }

    @Test
    void argumentsStayJsonInsideAString() {
        String arguments =
                "{\"to\": [\"Jane \\\"J\\\" <jane@example.com>\"], \"card\": 4111111111111111, \"n\":1, \"jane@example.com\":\"J\\u00f6rg\"}";
        String body =
                "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":"
                        + Json.quote(arguments) + "}}]}]}";
        Masked masked = Masked.of(body);
        String after = masked.json()
                .path("messages")
                .path(0)
                .path("tool_calls")
                .path(0)
                .path("function")
                .path("arguments")
                .asText();
        JsonNode inner = Masked.json(after);
        assertThat(inner.path("to").path(0).asText()).matches("Jane \"J\" <<EMAIL_ADDRESS_\\w+>>");
        assertThat(inner.path("card").asText()).matches("<CREDIT_CARD_\\w+>");
        assertThat(after).contains(", \"n\":1, \"<EMAIL_ADDRESS_").contains("J\\u00f6rg");
        assertThat(masked.unmasked(inner.path("card").asText())).isEqualTo("4111111111111111");
    }

    /** Engines take arguments in a string, and some clients send them as an object. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void argumentsAreSearchedAlikeInAStringAndAsAnObject(boolean quoted) {
        String arguments = "{\"card\":4111111111111111, \"n\":1, \"price\":19.99, \"zip\":97057, \"ssn\":536228726,"
                + " \"mobile\":[\"0171 2345678\"], \"jane@example.com\":true, \"note\":\"caf\\u00e9\","
                + " \"lat\": 48.85837, \"lon\": -2.294481,"
                + " \"inner\":\"{\\\"mail\\\":\\\"j\\\\u0061ne@example.com\\\",\\\"card\\\":4111111111111111}\"}";
        Masked masked =
                Masked.of("{\"messages\":[{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\",\"arguments\":"
                        + (quoted ? Json.quote(arguments) : arguments) + "}}]}");
        JsonNode after =
                masked.json().path("messages").path(0).path("function_call").path("arguments");
        assertThat(after.isTextual()).isEqualTo(quoted);
        String text = quoted ? after.asText() : after.toString();
        JsonNode now = Masked.json(text);
        assertThat(now.path("card").asText()).matches("<CREDIT_CARD_\\w+>");
        assertThat(now.path("ssn").asText()).matches("<US_SSN_\\w+>");
        assertThat(now.path("mobile").path(0).asText()).matches("<PHONE_NUMBER_\\w+>");
        assertThat(now.path("lat").asText()).matches("<COORDINATES_\\w+>");
        assertThat(now.path("lon").asText()).matches("<COORDINATES_\\w+>");
        JsonNode inner = Masked.json(now.path("inner").asText());
        assertThat(inner.path("mail").asText()).matches("<EMAIL_ADDRESS_\\w+>");
        assertThat(inner.path("card").asText()).isEqualTo(now.path("card").asText());
        assertThat(now.path("n").isInt()
                        && now.path("zip").isInt()
                        && now.path("price").isDouble())
                .isTrue();
        assertThat(masked.text())
                .contains(quoted ? "\\\"note\\\":\\\"caf\\\\u00e9\\\"" : "\"note\":\"caf\\u00e9\"")
                .doesNotContain("jane@example.com", "4111111111111111", "536228726", "48.85837", "2.294481");
    }

    /** JSON of any shape, with values in keys, strings, numbers and JSON in strings. */
    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> texts = Arbitraries.of(
                "jane@example.com",
                "to \"J\" <jane@example.com>\n",
                "card 4111111111111111",
                "4111111111111111",
                "\\ at 203.0.113.7\t",
                "caf\u00e9 \ud83d\ude00",
                "",
                "{\"",
                "[1");
        Arbitrary<String> numbers =
                Arbitraries.of("4111111111111111", "-4111111111111111", "7", "0.5e3", "true", "null");
        Arbitrary<String> leaves = Arbitraries.oneOf(texts.map(Json::quote), numbers);
        Arbitrary<String> inside = leaves;
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<String> items = inside;
            Arbitrary<String> list = items.list().ofMaxSize(3).map(all -> "[" + String.join(" ,", all) + "]");
            Arbitrary<String> object = Combinators.combine(texts, items)
                    .as((key, value) -> Json.quote(key) + ": " + value)
                    .list()
                    .ofMaxSize(3)
                    .map(all -> "{" + String.join(",", all) + " }");
            Arbitrary<String> either = Arbitraries.oneOf(list, object);
            inside = Arbitraries.oneOf(leaves, either, either, either.map(Json::quote));
        }
        return inside.filter(it -> it.startsWith("{") || it.startsWith("["));
    }

    @Property(tries = 500)
    void jsonKeepsItsShapeAndNoneOfItsValues(@ForAll("json") String json, @ForAll boolean quoted) {
        Masked masked = Masked.of("{\"messages\":[{\"content\":\"jane@example.com, 4111111111111111, 203.0.113.7\","
                + "\"function_call\":{\"arguments\":" + (quoted ? Json.quote(json) : json) + "}}]}");
        assertThat(masked.text()).doesNotContain("jane@", "4111111111111111", "203.0.113.7");
        JsonNode after = masked.json().at("/messages/0/function_call/arguments");
        same(masked, Masked.json(json), quoted ? Masked.json(after.asText()) : after);
    }

    private static void same(Masked masked, JsonNode before, JsonNode after) {
        if (before.isContainerNode()) {
            assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
            assertThat(after.size()).isEqualTo(before.size());
            for (int i = 0; before.isArray() && i < before.size(); i++) {
                same(masked, before.path(i), after.path(i));
            }
            before.properties()
                    .forEach(field -> same(masked, field.getValue(), after.path(key(masked, field.getKey(), after))));
        } else if (SearchableJson.of(before.asText()) != null) {
            same(masked, Masked.json(before.asText()), Masked.json(after.asText()));
        } else {
            assertThat(masked.unmasked(after.asText())).isEqualTo(before.asText());
            assertThat(after.isTextual() || after.equals(before)).isTrue();
        }
    }

    private static String key(Masked masked, String key, JsonNode after) {
        return after.propertyStream()
                .map(Map.Entry::getKey)
                .filter(it -> masked.unmasked(it).equals(key))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "[4111111111111111]", "{\"a\":{\"b\":[[4111111111111111]]}}"})
    void argumentsOfAnyKindAreSearched(String arguments) {
        Masked masked = Masked.of(
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\": " + arguments + " ,\"id\":\"x\"}]}]}");
        assertThat(masked.text())
                .matches(
                        "\\Q{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\": \\E[\\[{\"ab:]*\"<CREDIT_CARD_\\w+>\"[]}]*"
                                + "\\Q ,\"id\":\"x\"}]}]}\\E");
    }

    /** What the worker writes has the placeholder too: it would never come to the value. */
    @Test
    void stopStringsAreMaskedAsTheRest() {
        Masked masked = Masked.of("{\"prompt\":\"jane@example.com: Hello\",\"stop\":[\"\\n\",\"jane@example.com:\"]}");
        String placeholder = masked.placeholders().getFirst();
        assertThat(masked.json().path("prompt").asText()).isEqualTo(placeholder + ": Hello");
        assertThat(masked.json().path("stop").path(0).asText()).isEqualTo("\n");
        assertThat(masked.json().path("stop").path(1).asText()).isEqualTo(placeholder + ":");
    }

    @Test
    void bytesOfFilesInResultsAreLeftOut() {
        String image = "data:image/png;base64," + "4111111111111111".repeat(8);
        String result = "{\"image\":\"" + image + "\",\"mail\":\"jane@example.com\"}";
        String text = Masked.of("{\"messages\":[{\"role\":\"tool\",\"content\":" + Json.quote(result) + "}]}")
                .text();
        assertThat(text).contains(image, "<EMAIL_ADDRESS_");
    }

    @Test
    void valuesInEscapedJsonAreFound() {
        String result = "{\"mail\":\"jane\\u0040example.com\"}";
        Masked masked = Masked.of("{\"messages\":[{\"role\":\"tool\",\"content\":" + Json.quote(result) + "}]}");
        assertThat(masked.json().path("messages").path(0).path("content").asText())
                .matches("\\{\"mail\":\"<EMAIL_ADDRESS_\\w+>\"}");
    }

    @Test
    void theWordBesideAValueMayBeAKey() {
        String result = "{\"ssn\":\"536228726\",\"other\":\"536228726\"}";
        assertThat(Masked.of("{\"messages\":[{\"role\":\"tool\",\"content\":" + Json.quote(result) + "}]}")
                        .text())
                .doesNotContain("536228726")
                .contains("US_SSN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\ud83d\ude00\ud83d\udc4d\ud83c\udffd",
                "\u05e9\u05dc\u05d5\u05dd jane@example.com \u0645\u0631\u062d\u0628\u0627",
                "\u200bjane@example.com\u200b",
                "\u0000\u0001\u0002 \u007f",
                "{\"a\":",
                "[[[[[[[[",
                "\ud800 jane@example.com"
            })
    void anyTextComesBack(String text) {
        Masked masked = Masked.of(Masked.chat(List.of(text)));
        String after = masked.json().path("messages").path(0).path("content").asText();
        assertThat(after).doesNotContain("jane@example.com");
        assertThat(masked.unmasked(after)).isEqualTo(text);
    }

    @Test
    void aMegabyteComesBack() {
        String text = "Mail jane@example.com about it. ".repeat(32_768);
        Masked masked = Masked.of(Masked.chat(List.of(text)));
        assertThat(masked.text()).doesNotContain("jane@");
        assertThat(restored(masked, masked.json().path("messages").path(0))).isEqualTo(text);
    }

    @Test
    void deepJsonIsText() {
        String deep = "[".repeat(100_000);
        assertThat(SearchableJson.of(deep)).isNull();
        String fine = "[".repeat(400) + "\"jane@example.com\"" + "]".repeat(400);
        assertThat(Masked.of(Masked.chat(List.of(fine))).text()).doesNotContain("jane@");
    }

    @Test
    void keysOfTheCacheAreOfTextAndQuestion() {
        byte[] body = "\"abc\"\"abc\"\"abd\"".getBytes(UTF_8);
        var key = RuleCache.key("a", false, body, new io.serai.core.Span(0, 5));
        assertThat(RuleCache.key("a", false, body, new io.serai.core.Span(5, 10)))
                .isEqualTo(key);
        assertThat(RuleCache.key("a", false, body, new io.serai.core.Span(10, 15)))
                .isNotEqualTo(key);
        assertThat(RuleCache.key("b", false, body, new io.serai.core.Span(0, 5)))
                .isNotEqualTo(key);
        var cache = new RuleCache(1000);
        for (int i = 0; i < 20; i++) {
            cache.put(new RuleCache.Key(i, i), List.of());
        }
        assertThat(cache.size()).isEqualTo(7);
        assertThat(cache.get(new RuleCache.Key(0, 0))).isNull();
        assertThat(cache.get(new RuleCache.Key(19, 19))).isEmpty();
    }
}
