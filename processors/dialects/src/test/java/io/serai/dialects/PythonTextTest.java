package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals of Python as JSON. */
final class PythonTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            'a'                  ¦ "a"
            "it's"               ¦ "it's"
            'it\\'s "q"'         ¦ "it's \\"q\\""
            '\\x41\\u00e9\\101'  ¦ "AéA"
            '\\U0001F600'        ¦ "😀"
            '\\ud83d\\ude00'     ¦ "😀"
            '\\q'                ¦ "\\\\q"
            r'\\n'               ¦ "\\\\n"
            b'a'                 ¦ "a"
            'a' "b"              ¦ "ab"
            '''a'b'''            ¦ "a'b"
            ''                   ¦ ""
            1_000                ¦ 1000
            -7                   ¦ -7
            +7                   ¦ 7
            .5                   ¦ 0.5
            -.5                  ¦ -0.5
            5.                   ¦ 5.0
            1.e3                 ¦ 1.0e3
            1e-05                ¦ 1e-05
            123456789012345678901234567890 ¦ 123456789012345678901234567890
            True                 ¦ true
            false                ¦ false
            None                 ¦ null
            null                 ¦ null
            [1, 2,]              ¦ [1, 2]
            [ ]                  ¦ []
            ()                   ¦ []
            (1,)                 ¦ [1]
            ('a', (1, None))     ¦ ["a", [1, null]]
            {'a': 1, 'a': 2}     ¦ {"a": 1, "a": 2}
            {1: 'x', True: 'y'}  ¦ {"1": "x", "true": "y"}
            {'a': {'b': [()]},}  ¦ {"a": {"b": [[]]}}
            """)
    void becomeJson(String python, String json) {
        assertThat(PythonText.json(python)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "nan",
                "inf",
                "-inf",
                "NaN",
                "Infinity",
                "1 + 2",
                "1-2",
                "--1",
                "0x1f",
                "007",
                "1j",
                "'a",
                "'a\nb'",
                "'\\x4'",
                "'\\u12'",
                "'\\U00110000'",
                "'a\\",
                "[1",
                "[1 2]",
                "[,]",
                "{1}",
                "{'a'}",
                "{'a': }",
                "f(1)",
                "'a' b",
                "[1] x",
                "lambda: 1",
                "r",
                "..."
            })
    void isNoLiteral(String text) {
        assertThat(PythonText.json(text)).isNull();
    }

    @Test
    void nestingIsLimited() {
        assertThat(PythonText.json("[".repeat(256) + "]".repeat(256))).isNotNull();
        assertThat(PythonText.json("[".repeat(257) + "]".repeat(257))).isNull();
        assertThat(PythonText.json("{'a': (".repeat(100_000))).isNull();
    }

    @Test
    void tripleQuotedStringsHaveLines() {
        assertThat(PythonText.json("\"\"\"a\n\"b\" \\\nc\"\"\"")).isEqualTo("\"a\\n\\\"b\\\" c\"");
    }

    /** Whatever comes out is JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"1e5", "-0", "00", "1__0", "1.2.3", "1e", "-", "+", "1e400", "0_1"})
    void numbersAreJsonOrNothing(String number) {
        String json = PythonText.json(number);
        assertThat(json == null || JsonText.isValid(json)).isTrue();
    }
}
