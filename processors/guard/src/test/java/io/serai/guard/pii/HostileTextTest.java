package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PiiSpan;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that would not end where a rule looked at the rest of the text from every place. */
class HostileTextTest {
    private static final int LENGTH = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "12 ",
                "1 ",
                "1.",
                "1-",
                "1:",
                ":",
                "a",
                "@",
                "a@",
                "a@b.",
                "://a:",
                "://",
                "-",
                "eyJ",
                "eyJ.",
                "0x",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "sk-",
                "sk-ant-",
                "AKIA",
                "(",
                "+1",
                "GB29",
                "f",
                "ff:",
                "::",
                "52.52000, 13.40495, ",
                "\u00e9",
                "\ud83d\ude00",
                "\u0000",
                "\u200b",
                "<A",
                "555-12-",
                "0123 456 789 ",
                "DE89 3704 0044 ",
                "4111 1111 1111 1111 "
            })
    void oneMegabyteOfOneThing(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        List<PiiSpan> spans = PiiRules.of(PiiRules.types(), 0).find(text);
        String masked = new PiiMasker(new byte[16]).mask(text, spans);
        assertThat(masked.length()).isPositive();
    }

    @Test
    void oneMegabyteOfValuesBetweenPlaceholders() {
        String piece = "<A_123456> a@b.co ";
        int pieces = LENGTH / piece.length();
        assertThat(PiiFinder.of(Set.of(), 0.5).find(piece.repeat(pieces))).hasSize(pieces);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\ude00\ud83d\ude80",
                "\ud83d",
                "\ude00\ud83d",
                "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\u202c",
                "a\u200bb\u200d\ufeff",
                "\u041f\u0440\u0438\u0432\u0435\u0442 \u6f22\u5b57 e\u0301\u0301",
                "\u0000\u0001\u0002\u007f\u0085",
                "\ufeff"
            })
    void valuesAreHiddenAndRestoredBetweenAnyCharacters(String odd) {
        for (String value : new String[] {"jane@example.com", "ja\u200bne@example.com", "4111\u00ad 1111 1111 1111"}) {
            String text = odd + " " + value + " " + odd;
            var masker = new PiiMasker(new byte[16]);
            String masked = masker.mask(text, PiiRules.standard().find(text));
            assertThat(masked).startsWith(odd + " <").endsWith("> " + odd).doesNotContain(value);
            assertThat(unmasked(masker, masked)).isEqualTo(text);
        }
        assertThat(PiiRules.standard().find(odd)).isEmpty();
    }

    @Property(tries = 300)
    void anyTextHasSpansInsideIt(@ForAll String text) {
        inside(text);
    }

    @Property(tries = 300)
    void anyTextOfTheUsualCharactersHasSpansInsideIt(
            @ForAll @CharRange(from = '+', to = ':') @StringLength(max = 60) String text) {
        inside("tel " + text);
        inside(text + "@" + text + ".de");
    }

    private static String unmasked(PiiMasker masker, String text) {
        Unmasker unmasker = masker.unmasker();
        return unmasker.push(text) + unmasker.end();
    }

    private static void inside(String text) {
        int at = 0;
        for (PiiSpan span : PiiRules.of(Set.copyOf(PiiRules.types()), 0).find(text)) {
            assertThat(span.start()).isGreaterThanOrEqualTo(at);
            at = span.end();
        }
        assertThat(at).isLessThanOrEqualTo(text.length());
    }
}
