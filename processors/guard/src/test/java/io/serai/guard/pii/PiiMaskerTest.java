package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.PiiSpan;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PiiMaskerTest {
    private static final byte[] KEY = new byte[32];
    private static final PiiRules RULES = PiiRules.standard();

    private final PiiMasker masker = new PiiMasker(KEY);

    private String mask(String text) {
        return masker.mask(text, RULES.find(text));
    }

    private static String unmasked(PiiMasker masker, String text) {
        Unmasker unmasker = masker.unmasker();
        return unmasker.push(text) + unmasker.end();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a@example.com",
                        "xa@example.com",
                        "4111111111111111",
                        "order 4111111111111111",
                        "+44 20 7946 0958",
                        " ",
                        "<",
                        ">",
                        "<EMAIL_ADDRESS_",
                        "<X>",
                        "<EMAIL_ADDRESS_7F3A21>",
                        "EMAIL_ADDRESS",
                        "E",
                        "_7F3A21",
                        "< ",
                        "203.0.113.7",
                        "1203.0.113.7",
                        "\ud83d\ude00",
                        "tel 7",
                        "536-22-8726",
                        "\"",
                        "\\",
                        "\n")
                .list()
                .ofMaxSize(12)
                .map(it -> String.join("", it));
    }

    @Property
    void whatWasMaskedComesBackHoweverItIsCut(@ForAll("texts") String text) {
        List<PiiSpan> spans = RULES.find(text);
        String masked = masker.mask(text, spans);
        for (PiiSpan span : spans) {
            assertThat(masked).doesNotContain(text.substring(span.start(), span.end()));
        }
        assertThat(unmasked(masker, masked)).isEqualTo(text);
        for (int cut = 0; cut <= masked.length(); cut++) {
            Unmasker unmasker = masker.unmasker();
            String restored = unmasker.push(masked.substring(0, cut)) + unmasker.push(masked.substring(cut));
            assertThat(restored + unmasker.end()).isEqualTo(text);
        }
        Unmasker single = masker.unmasker();
        var restored = new StringBuilder();
        masked.chars().forEach(c -> restored.append(single.push(String.valueOf((char) c))));
        assertThat(restored + single.end()).isEqualTo(text);
    }

    @Property
    void anyTextAndAnySpanComeBack(@ForAll String text, @ForAll int start, @ForAll int length) {
        if (!text.isEmpty()) {
            int from = Math.floorMod(start, text.length());
            int to = from + 1 + Math.floorMod(length, text.length() - from);
            String masked = masker.mask(text, List.of(new PiiSpan("PERSON", from, to, 1, "test")));
            assertThat(unmasked(masker, masked)).isEqualTo(text);
        }
    }

    @Test
    void placeholdersFollowFromKeyTypeAndValue() {
        String masked = mask("a@example.com, b@example.com, a@example.com");
        assertThat(masked).matches("(<EMAIL_ADDRESS_[0-9A-F]{6}>), (<EMAIL_ADDRESS_[0-9A-F]{6}>), \\1");
        assertThat(new PiiMasker(KEY).mask("to a@example.com", RULES.find("to a@example.com")))
                .isEqualTo("to " + masked.substring(0, masked.indexOf(',')));
        byte[] other = KEY.clone();
        other[0] = 1;
        assertThat(new PiiMasker(other).mask("a@example.com", RULES.find("a@example.com")))
                .isNotEqualTo(masked.substring(0, masked.indexOf(',')));
    }

    @Test
    void otherOccurrencesAreMaskedToo() {
        String text = "card 4111111111111111; order 4111111111111111";
        String masked = mask(text);
        assertThat(masked).doesNotContain("4111");
        assertThat(unmasked(masker, masked)).isEqualTo(text);
    }

    @Test
    void placeholdersOfTheTextStayApartFromOurs() {
        String placeholder = mask("a@example.com");
        assertThat(unmasked(masker, placeholder)).isEqualTo("a@example.com");
        String text = "they wrote " + placeholder;
        assertThat(unmasked(masker, mask(text))).isEqualTo(text);
        // The text has, before it is masked, just what the value would get.
        var fresh = new PiiMasker(KEY);
        String both = placeholder + " a@example.com";
        assertThat(unmasked(fresh, fresh.mask(both, RULES.find(both)))).isEqualTo(both);
    }

    @Test
    void jsonStaysJson() {
        String value = "a\"b\\c\nd\u0001";
        String masked = masker.mask(value, List.of(new PiiSpan("X", 0, value.length(), 1, "test")));
        Unmasker unmasker = masker.jsonUnmasker();
        assertThat(unmasker.push("{\"k\":\"" + masked + "\"}") + unmasker.end())
                .isEqualTo("{\"k\":\"a\\\"b\\\\c\\nd\\u0001\"}");
    }

    /** As Go and Gson write them. */
    @Test
    void bracketsMayBeEscaped() {
        String body = mask("a@example.com").replaceAll("[<>]", "");
        String lower = body.toLowerCase(Locale.ROOT);
        for (String copy : List.of(
                "\\u003c" + body + "\\u003e",
                "\\u003C" + lower + "\\u003E",
                "<" + body + "\\u003e",
                "\\u003c" + body + ">")) {
            String json = "{\"m\":\"" + copy + "\\n\"}";
            for (int cut = 0; cut <= json.length(); cut++) {
                Unmasker unmasker = masker.jsonUnmasker();
                String restored = unmasker.push(json.substring(0, cut)) + unmasker.push(json.substring(cut));
                assertThat(restored + unmasker.end()).isEqualTo("{\"m\":\"a@example.com\\n\"}");
            }
        }
        // An escaped backslash: what follows is text of a string within the string.
        for (String other : List.of(
                "\\\\u003c" + body + "\\\\u003e",
                "\\u003c" + body + "\\u003d",
                "\\u003d" + body + "\\u003e",
                "\\u003c" + body)) {
            assertThat(unmasked(masker, other)).isEqualTo(other);
        }
    }

    @Test
    void nothingShowsAValue() {
        mask("a@example.com");
        Unmasker unmasker = masker.unmasker();
        unmasker.push("<a@example.com");
        assertThat(masker + " " + unmasker + " " + RULES.find("a@example.com")).doesNotContain("example");
        assertThatThrownBy(() -> new PiiMasker(new byte[3])).hasMessageContaining("16");
    }

    private static PiiSpan model(String type, String text, String value) {
        int at = text.indexOf(value);
        return new PiiSpan(type, at, at + value.length(), 0.9, "model:test");
    }

    @Test
    void aModelsFindsAreMaskedElsewhereAsWordsOnly() {
        String text = "Ann met Anna and Ann; Al is 5";
        masker.learn(text, List.of(model("PERSON", text, "Ann"), model("PERSON", text, "Al"), model("AGE", text, "5")));
        String masked = masker.mask(text, List.of(model("PERSON", text, "Ann")));
        assertThat(masked).matches("(<PERSON_\\w+>) met Anna and \\1; Al is 5");
        assertThat(masker.mask("Ann's 5 hats, annex", List.of())).matches("<PERSON_\\w+>'s 5 hats, annex");
    }

    @Test
    void whatOneTextHoldsIsMaskedInAllOthers() {
        String first = "call 4111111111111111 item 7";
        String second = "card 4111111111111111";
        masker.learn(first, List.of());
        masker.learn(second, RULES.find(second));
        assertThat(masker.mask(first, List.of())).matches("call <CREDIT_CARD_\\w+> item 7");
        assertThat(unmasked(masker, masker.mask(first, List.of()))).isEqualTo(first);
    }

    @Test
    void hashedValuesDoNotComeBack() {
        var hashing = new PiiMasker(KEY, type -> !type.equals("EMAIL_ADDRESS"));
        String text = "a@example.com 203.0.113.7";
        String masked = hashing.mask(text, RULES.find(text));
        assertThat(hashing.restores()).isTrue();
        assertThat(unmasked(hashing, masked)).matches("<EMAIL_ADDRESS_\\w+> 203\\.0\\.113\\.7");
        assertThat(masked).isEqualTo(new PiiMasker(KEY).mask(text, RULES.find(text)));
    }

    @Test
    void valuesThatOverlapLeaveNoneWhole() {
        // "abc" begins first, and the long one around "def" runs into it.
        String seen = "abc cdefg def";
        masker.learn(
                seen,
                List.of(
                        new PiiSpan("X", 0, 3, 1, "rule:x"),
                        new PiiSpan("X", 4, 9, 1, "rule:x"),
                        new PiiSpan("X", 10, 13, 1, "rule:x")));
        String masked = masker.mask("abcdefg", List.of());
        assertThat(masked).doesNotContain("abc").doesNotContain("def");
        assertThat(unmasked(masker, masked)).isEqualTo("abcdefg");
    }

    @Test
    void inexactCopiesAreRestored() {
        String body = mask("a@example.com").replaceAll("[<>]", "");
        String lower = body.toLowerCase(Locale.ROOT);
        for (String copy : List.of("<" + body + ">", "<" + lower + ">", "< " + body + " >", body)) {
            assertThat(unmasked(masker, "to " + copy + ".")).isEqualTo("to a@example.com.");
            assertThat(unmasked(masker, copy)).isEqualTo("a@example.com");
        }
        for (String other :
                List.of(lower, "X" + body, body + "x", body + "_1", "<" + body + "0>", "<  " + body + ">")) {
            assertThat(unmasked(masker, other + " "))
                    .isEqualTo(other.equals("<  " + body + ">") ? "<  a@example.com> " : other + " ");
        }
    }

    @Test
    void inexactCopiesOfAClientStayItsOwn() {
        String body = mask("a@example.com").replaceAll("[<>]", "");
        for (String copy : List.of(body, body.toLowerCase(Locale.ROOT), "x" + body + "y")) {
            String text = "<" + copy + "> and " + copy;
            assertThat(unmasked(masker, mask(text))).isEqualTo(text);
        }
    }

    @Test
    void onlyWhatMayBecomeAPlaceholderIsHeldBack() {
        mask("a@example.com");
        Unmasker unmasker = masker.unmasker();
        assertThat(unmasker.push("a <div> b < c <")).isEqualTo("a <div> b < c ");
        assertThat(unmasker.push("b> Every ")).isEqualTo("<b> Every ");
        assertThat(unmasker.push("EMAIL_")).isEmpty();
        assertThat(unmasker.push("FAIL")).isEqualTo("EMAIL_FAIL");
        assertThat(unmasker.push(" <Em")).isEqualTo(" ");
        assertThat(unmasker.end()).isEqualTo("<Em");
    }

    @Test
    void manyValuesWithOneBeginning() {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("aaaaaaaaaaaaaaaaaaaaaaaa").append(i).append("@example.com ");
        }
        String masked = mask(text.toString());
        assertThat(masked).doesNotContain("@");
        assertThat(unmasked(masker, masked)).isEqualTo(text.toString());
    }
}
