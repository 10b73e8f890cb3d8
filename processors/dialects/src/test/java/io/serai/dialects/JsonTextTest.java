package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.dialects.JsonText.Status;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict JSON, told from what is none at the first wrong character. */
final class JsonTextTest {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "\"\"",
                "0",
                "-0",
                "-0.0e-0",
                "1E+9",
                "12345678901234567890123456789012345678901234567890",
                "1.7976931348623157e9999",
                "true",
                "null",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\"",
                "\"\u007f\u2028😀\"",
                "{\"a\": {\"a\": [{}, [[]]]}}",
                "{\"a\": 1, \"a\": 2}",
                "{\"\": null}",
                "\r\n\t[1 , 2]\r\n"
            })
    void isJson(String text) {
        assertThat(JsonText.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{]",
                "[}",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a: 1}",
                "{'a': 1}",
                "{\"a\" 1}",
                "{1: 1}",
                "01",
                "+1",
                "-",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1_000",
                "NaN",
                "Infinity",
                "-Infinity",
                "True",
                "None",
                "nul",
                "truee",
                "\"",
                "\"\n\"",
                "\"\t\"",
                "\"\\x41\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\'\"",
                "1 2",
                "{} x",
                "/**/1",
                "\u00a01",
                "\ufeff1",
                "１"
            })
    void isNoJson(String text) {
        assertThat(JsonText.isValid(text)).isFalse();
    }

    /** Behind the value something else may stand; where reading stopped is where the value ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            {"a": 1}</tool_call> ¦ 8  ¦ DONE
            [1, [2]]]            ¦ 8  ¦ DONE
            12}                  ¦ 2  ¦ DONE
            -1.5e3,              ¦ 6  ¦ DONE
            "a}"}                ¦ 4  ¦ DONE
            {"a": 1} }           ¦ 8  ¦ DONE
            12                   ¦ 2  ¦ MORE
            """)
    void saysWhereItEnds(String text, int end, Status status) {
        JsonText json = new JsonText();
        int read = json.read(text.toCharArray(), 0, text.length());
        assertThat(json.status()).isEqualTo(status);
        assertThat(read).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": nulx", "{\"a\": \"\\q", "[1 2", "{,", "tru ", "-a"})
    void isBrokenAtTheFirstWrongCharacter(String text) {
        JsonText json = new JsonText();
        json.read(text.toCharArray(), 0, text.length() - 1);
        assertThat(json.status()).isEqualTo(Status.MORE);
        json.read(text.toCharArray(), text.length() - 1, text.length());
        assertThat(json.status()).isEqualTo(Status.BROKEN);
    }

    /** A number can go on until something else comes; at the end of the text it is complete. */
    @Test
    void aNumberEndsWithTheText() {
        JsonText json = new JsonText();
        json.read("-12".toCharArray(), 0, 3);
        assertThat(json.status()).isEqualTo(Status.MORE);
        assertThat(json.endStatus()).isEqualTo(Status.DONE);
        json.read(".".toCharArray(), 0, 1);
        assertThat(json.endStatus()).isEqualTo(Status.MORE);
    }

    @Test
    void nestingIsLimited() {
        assertThat(JsonText.isValid("[".repeat(512) + "]".repeat(512))).isTrue();
        assertThat(JsonText.isValid("[".repeat(513) + "]".repeat(513))).isFalse();
        assertThat(JsonText.isValid("{\"a\":".repeat(1_000_000))).isFalse();
    }

    @Test
    void controlsWithinStringsAreLeftToTheReaderWhereItAllowsThem() {
        JsonText json = new JsonText();
        json.allowControls(true);
        char[] text = "{\"a\":\n\"b\nc\"}".toCharArray();
        int at = json.read(text, 0, text.length);
        assertThat(at).isEqualTo(8);
        assertThat(json.isAtControl(text[at])).isTrue();
        assertThat(json.read(text, at + 1, text.length)).isEqualTo(text.length);
        assertThat(json.status()).isEqualTo(Status.DONE);
        json.reset();
        assertThat(json.isFresh()).isTrue();
        json.read(text, 0, text.length);
        assertThat(json.status()).isEqualTo(Status.BROKEN);
    }

    /** Cut anywhere, between the two halves of a character too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"k\": \"\\ud83d\\ude00 😀 \\\\\", \"n\": [-1.5e-3, true, null, {}]}",
                "\"\\u00e9\\n\"",
                "[[],[{}],\"]\"]"
            })
    void cutsDoNotMatter(String text) {
        for (int step = 1; step <= 5; step++) {
            JsonText json = new JsonText();
            for (int at = 0; at < text.length(); at += step) {
                char[] piece =
                        text.substring(at, Math.min(at + step, text.length())).toCharArray();
                assertThat(json.read(piece, 0, piece.length)).isEqualTo(piece.length);
            }
            assertThat(json.status()).isEqualTo(Status.DONE);
        }
    }

    /** Jackson and this one agree on every mixture. */
    @Property(tries = 5000)
    void agreesWithAnotherParser(@ForAll Random random) {
        List<String> parts = List.of(
                "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "\"", "\\", "1", "0", "-", ".", "e", "+", "true",
                "null", "nul", " ", "\n");
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        assertThat(JsonText.isValid(text.toString())).as(text.toString()).isEqualTo(isJson(text));
    }

    private static boolean isJson(CharSequence text) {
        try {
            return !STRICT.readTree(text.toString()).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
