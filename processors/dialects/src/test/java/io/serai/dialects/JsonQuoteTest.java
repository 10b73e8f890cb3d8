package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonQuoteTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyControlCharacterIsEscaped() throws JsonProcessingException {
        for (char c = 0; c < ' '; c++) {
            String quoted = JsonQuote.quote("a" + c + "b");
            assertThat(quoted).doesNotContain(String.valueOf(c));
            assertThat(JSON.readValue(quoted, String.class)).isEqualTo("a" + c + "b");
            assertThat(quoted).isEqualTo("\"a" + JsonQuote.escape(c) + "b\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            a"b   ¦ "a\\"b"
            a\\b  ¦ "a\\\\b"
            a/b   ¦ "a/b"
            é東😀 ¦ "é東😀"
            ``    ¦ ""
            \\n   ¦ "\\\\n"
            """)
    void quotes(String text, String json) {
        assertThat(JsonQuote.quote(text)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            "a\\"b"           ¦ a"b
            "\\u0041\\/"      ¦ A/
            "\\ud83d\\ude00"  ¦ 😀
            "\\u00E9"         ¦ é
            ""                ¦ ``
            "\\\\n"           ¦ \\n
            """)
    void unquotes(String json, String text) {
        assertThat(JsonQuote.unquote(json.toCharArray(), 0, json.length())).isEqualTo(text);
    }

    @Test
    void unquotesShortEscapesInTheMiddleOfText() {
        String text = "x\"\\b\\f\\n\\r\\t\"y";
        assertThat(JsonQuote.unquote(text.toCharArray(), 1, text.length() - 1)).isEqualTo("\b\f\n\r\t");
    }

    /** The halves of a character may come in two pieces. */
    @Property
    void piecesAddUp(@ForAll String text, @ForAll int cut) throws JsonProcessingException {
        int at = text.isEmpty() ? 0 : Math.floorMod(cut, text.length() + 1);
        StringBuilder out = new StringBuilder("\"");
        char[] chars = text.toCharArray();
        JsonQuote.escape(chars, 0, at, out);
        JsonQuote.escape(chars, at, chars.length, out);
        out.append('"');
        assertThat(out.toString()).isEqualTo(JsonQuote.quote(text));
        assertThat(JsonQuote.unquote(out.toString().toCharArray(), 0, out.length()))
                .isEqualTo(text);
        assertThat(JSON.readValue(out.toString(), String.class)).isEqualTo(text);
    }
}
