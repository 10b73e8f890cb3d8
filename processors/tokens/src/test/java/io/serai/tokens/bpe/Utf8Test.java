package io.serai.tokens.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
    @Provide
    Arbitrary<String> texts() {
        return Texts.hard();
    }

    @Property
    void isTheUtf8OfTheJdk(@ForAll("texts") String text) {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.bytes(text.toCharArray(), 0, text.length())).isEqualTo(expected);
        assertThat(Utf8.length(text.toCharArray(), 0, text.length())).isEqualTo(expected.length);
        assertThat(Utf8.text(expected, expected.length)).isEqualTo(text);
    }

    /** {@code ?} stands for U+FFFD; the results are those of the Unicode standard, table 3-8 and its neighbours. */
    @ParameterizedTest
    @CsvSource({
        "41 C0 AF 41 F4 41, A??A?A",
        "C3, ?",
        "E2 82 41, ?A",
        "F0 9F 98, ?",
        "F0 80 80 41, ???A",
        "ED A0 80, ???",
        "F4 90 80 80, ????",
        "61 F1 80 80 E1 80 C2 62 80 63 80 BF 64, a???b?c??d",
        "FF FE, ??"
    })
    void eachMaximalPartOfACharacterIsOneReplacement(String hex, String text) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertThat(Utf8.text(bytes, bytes.length)).isEqualTo(text.replace('?', '\uFFFD'));
    }
}
