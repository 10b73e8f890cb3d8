package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PiiFinderTest {
    private static final PiiFinder ALL = PiiFinder.of(Set.of(), 0.5);

    private static PiiSpan said(String type, String text, String value, double score) {
        int at = text.indexOf(value);
        assertThat(at).isNotNegative();
        return new PiiSpan(type, at, at + value.length(), score, "model:test");
    }

    private static List<String> seen(String text, List<PiiSpan> spans) {
        return spans.stream()
                .map(it -> it.type() + "=" + text.substring(it.start(), it.end()))
                .toList();
    }

    @Test
    void aPersonInsideAnAddressIsNone() {
        String text = "mail jane.doe@example.com";
        assertThat(seen(text, ALL.find(text, List.of(said("PERSON", text, "jane.doe", 0.99)))))
                .containsExactly("EMAIL_ADDRESS=jane.doe@example.com");
    }

    /** An answer that was masked for good comes back with the next turn. */
    @Test
    void aPlaceholderHoldsNothing() {
        String text = "of <EMAIL_ADDRESS_3229EA> and <PHONE_NUMBER_344291>, not of Ann";
        var phone = said("PHONE_NUMBER", text, "3229", 0.99);
        var other = said("PHONE_NUMBER", text, "_344291>", 0.99);
        assertThat(ALL.find(text, List.of(phone, other))).isEmpty();
        var across = said("PERSON", text, "291>, not of Ann", 0.99);
        assertThat(seen(text, ALL.find(text, List.of(across)))).containsExactly("PERSON=, not of Ann");
        var around = said("PERSON", text, text, 0.99);
        assertThat(seen(text, ALL.find(text, List.of(around))))
                .containsExactly("PERSON=of ", "PERSON= and ", "PERSON=, not of Ann");
    }

    @Test
    void aNameAndSixDigitsAreWhatAPlaceholderHas() {
        for (String text : List.of(
                "<X_12345>", "<X_1234567>", "<_123456>", "<X_12345G>", "<x_123456>", "<X_123456", "<X 123456>")) {
            var number = said("PHONE_NUMBER", text, "12345", 0.99);
            assertThat(ALL.find(text, List.of(number))).as(text).hasSize(1);
        }
        String text = "<X_123456>";
        assertThat(ALL.find(text, List.of(said("PHONE_NUMBER", text, "12345", 0.99))))
                .isEmpty();
    }

    @Test
    void whatSticksOutOfALoserStays() {
        String text = "Jane Doe <jane@example.com>, Berlin";
        var person = said("PERSON", text, "Jane Doe <jane", 0.99);
        var place = said("LOCATION", text, "example.com>, Berlin", 0.99);
        assertThat(seen(text, ALL.find(text, List.of(person, place))))
                .containsExactly("PERSON=Jane Doe", "EMAIL_ADDRESS=jane@example.com", "LOCATION=Berlin");
        var short2 = said("PERSON", text, ">, Be", 0.99);
        assertThat(seen(text, ALL.find(text, List.of(short2)))).contains("PERSON=>, Be");
        var tail = said("PERSON", text, "example.com>, Be", 0.99);
        assertThat(seen(text, ALL.find(text, List.of(tail)))).containsExactly("EMAIL_ADDRESS=jane@example.com");
    }

    @Test
    void whatSticksOutOfTheSameTypeStaysWhereItIsAValueByItself() {
        String text = "Tel. 020 4333 5660 or 07911 123456\nacme.example";
        var model = said("PHONE_NUMBER", text, "020 4333 5660 or 07911 123456\nacme", 0.99);
        assertThat(seen(text, PiiFinder.of(Set.of("PHONE_NUMBER"), 0.5).find(text, List.of(model))))
                .containsExactly("PHONE_NUMBER=020 4333 5660", "PHONE_NUMBER=07911 123456");
        String mail = "elena.vargas@example.be";
        var halves =
                List.of(said("EMAIL_ADDRESS", mail, "elena.", 1), said("EMAIL_ADDRESS", mail, "vargas@example.be", 1));
        assertThat(seen(mail, ALL.find(mail, halves))).containsExactly("EMAIL_ADDRESS=" + mail);
    }

    /** Models take a name right before an address for a part of it. */
    @Test
    void aNameThatSticksOutOfAnAddressIsAPerson() {
        String text = "I am Robert Schneider bob@x.org, not al@x.org";
        var address = said("EMAIL_ADDRESS", text, "Robert Schneider bob@x.org", 0.97);
        assertThat(seen(text, ALL.find(text, List.of(address))))
                .containsExactly("PERSON=Robert Schneider", "EMAIL_ADDRESS=bob@x.org", "EMAIL_ADDRESS=al@x.org");
        assertThat(ALL.find(text, List.of(address)).getFirst())
                .isEqualTo(new PiiSpan("PERSON", 5, 21, 0.97, "model:test"));
        var both = said("EMAIL_ADDRESS", text, "bob@x.org, not al@x.org", 0.97);
        assertThat(seen(text, ALL.find(text, List.of(both))))
                .containsExactly("EMAIL_ADDRESS=bob@x.org", "EMAIL_ADDRESS=al@x.org");
    }

    @Test
    void aNameBesideAnAddressIsFoundWhereNamesAreWanted() {
        String text = "Robert bob@x.org";
        var address = said("EMAIL_ADDRESS", text, text, 0.97);
        assertThat(seen(text, PiiFinder.of(Set.of("EMAIL_ADDRESS"), 0.5).find(text, List.of(address))))
                .containsExactly("EMAIL_ADDRESS=bob@x.org");
        assertThat(seen(
                        text,
                        PiiFinder.of(Set.of("EMAIL_ADDRESS", "PERSON"), 0.5).find(text, List.of(address))))
                .containsExactly("PERSON=Robert", "EMAIL_ADDRESS=bob@x.org");
    }

    @Test
    void aLoserAroundAWinnerStaysOnBothSides() {
        String text = "Flat 12, 4111 1111 1111 1111, Main Street";
        assertThat(seen(text, ALL.find(text, List.of(said("STREET_ADDRESS", text, text, 0.99)))))
                .containsExactly(
                        "STREET_ADDRESS=Flat 12", "CREDIT_CARD=4111 1111 1111 1111", "STREET_ADDRESS=Main Street");
    }

    @Test
    void checkDigitsWinOverASurerModelAndGuessesDoNot() {
        String card = "number 4111111111111111 here";
        assertThat(seen(card, ALL.find(card, List.of(said("ORGANIZATION", card, "4111111111111111", 1)))))
                .containsExactly("CREDIT_CARD=4111111111111111");
        String phone = "at 030 90182 0815 now";
        assertThat(seen(phone, ALL.find(phone))).containsExactly("PHONE_NUMBER=030 90182 0815");
        assertThat(seen(phone, ALL.find(phone, List.of(said("DATE_TIME", phone, "030 90182 0815 now", 0.95)))))
                .containsExactly("DATE_TIME=030 90182 0815 now");
    }

    @Test
    void typesAndScoresHoldForTheModelToo() {
        String text = "Ann of Ulm, a@example.com";
        var spans = List.of(said("PERSON", text, "Ann", 0.6), said("LOCATION", text, "Ulm", 0.4));
        assertThat(seen(text, ALL.find(text, spans))).containsExactly("PERSON=Ann", "EMAIL_ADDRESS=a@example.com");
        assertThat(seen(text, PiiFinder.of(Set.of("LOCATION"), 0.3).find(text, spans)))
                .containsExactly("LOCATION=Ulm");
        assertThat(PiiFinder.of(Set.of("SHOE_SIZE"), 0.3).find(text)).isEmpty();
    }

    @Test
    void punctuationThatAModelLabelsIsNoFinding() {
        String text = "at noon. Ask Jane - or \u674e";
        assertThat(seen(
                        text,
                        ALL.find(
                                text,
                                List.of(
                                        said("EMAIL_ADDRESS", text, ". ", 0.99),
                                        said("PERSON", text, "Jane", 0.9),
                                        said("AGE", text, "-", 0.99),
                                        said("PERSON", text, "\u674e", 0.9)))))
                .containsExactly("PERSON=Jane", "PERSON=\u674e");
    }

    @Test
    void spansOfAnotherTextAreLeftOut() {
        assertThat(ALL.find("short", List.of(new PiiSpan("PERSON", 2, 9, 0.9, "model:test"))))
                .isEmpty();
    }

    @Property
    void spansNeverOverlapAndStayInTheText(
            @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> starts,
            @ForAll @Size(min = 8, max = 8) List<@IntRange(min = 1, max = 30) Integer> lengths) {
        String text = "Jane <jane@example.com> 4111 1111 1111 1111, +49 30 901820 and more text behind";
        var model = new ArrayList<PiiSpan>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = Math.min(text.length(), start + lengths.get(i));
            model.add(new PiiSpan("T" + i, start, end, 0.5 + i * 0.05, "model:test"));
        }
        int last = 0;
        var found = ALL.find(text, model);
        for (PiiSpan span : found) {
            assertThat(span.start()).isGreaterThanOrEqualTo(last);
            last = span.end();
        }
        assertThat(last).isLessThanOrEqualTo(text.length());
        assertThat(seen(text, found)).contains("CREDIT_CARD=4111 1111 1111 1111", "EMAIL_ADDRESS=jane@example.com");
    }
}
