package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Untyped text of parameters as JSON, by the declared types. */
final class TypedValueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            3                ¦ STRING         ¦ "3"
            true             ¦ STRING         ¦ "true"
            null             ¦ STRING         ¦ "null"
            {"a": 1}         ¦ STRING         ¦ "{\\"a\\": 1}"
            "x"              ¦ STRING         ¦ "\\"x\\""
            ``               ¦ STRING         ¦ ""
            3                ¦ INTEGER        ¦ 3
            ` 3 `            ¦ INTEGER        ¦ 3
            -0.5             ¦ NUMBER         ¦ -0.5
            1e-05            ¦ NUMBER         ¦ 1e-05
            12345678901234567890123 ¦ INTEGER ¦ 12345678901234567890123
            three            ¦ INTEGER        ¦ "three"
            007              ¦ INTEGER        ¦ "007"
            NaN              ¦ NUMBER         ¦ "NaN"
            Infinity         ¦ NUMBER         ¦ "Infinity"
            ``               ¦ INTEGER        ¦ ""
            True             ¦ BOOLEAN        ¦ true
            FALSE            ¦ BOOLEAN        ¦ false
            yes              ¦ BOOLEAN        ¦ "yes"
            1                ¦ BOOLEAN        ¦ 1
            None             ¦ NULL           ¦ null
            null             ¦ NULL STRING    ¦ null
            none             ¦ NULL STRING    ¦ null
            Nil              ¦ NULL STRING    ¦ "Nil"
            null             ¦ INTEGER        ¦ null
            3                ¦ INTEGER STRING ¦ 3
            x3               ¦ INTEGER STRING ¦ "x3"
            [1, "a"]         ¦ ARRAY          ¦ [1, "a"]
            [1, 'a', True]   ¦ ARRAY          ¦ [1, "a", true]
            {'a': None}      ¦ OBJECT         ¦ {"a": null}
            {"a": 1, "a": 2} ¦ OBJECT         ¦ {"a": 1, "a": 2}
            [1,              ¦ ARRAY          ¦ "[1,"
            a, b             ¦ ARRAY          ¦ "a, b"
            [1]              ¦ ARRAY STRING   ¦ [1]
            [x]              ¦ ARRAY STRING   ¦ "[x]"
            3                ¦ ``             ¦ 3
            true             ¦ ``             ¦ true
            True             ¦ ``             ¦ true
            None             ¦ ``             ¦ null
            {'a': 1}         ¦ ``             ¦ {"a": 1}
            "quoted"         ¦ ``             ¦ "quoted"
            plain words      ¦ ``             ¦ "plain words"
            ` spaced `       ¦ ``             ¦ " spaced "
            NaN              ¦ ``             ¦ "NaN"
            """)
    void followTheSchema(String text, String types, String json) {
        String value = TypedValue.json(text, types(types));
        assertThat(value).isEqualTo(json);
        assertThat(JsonText.isValid(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            3       ¦ 3
            ` {} `  ¦ {}
            True    ¦ "True"
            a "b"   ¦ "a \\"b\\""
            ``      ¦ ""
            """)
    void areJsonOrStringWhereTheModelSaysSo(String text, String json) {
        assertThat(TypedValue.jsonOrString(text)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRING NULL", "", "INTEGER", "STRING ARRAY"})
    void onlyAPlainStringCanFlow(String types) {
        assertThat(TypedValue.isPlainString(types(types))).isFalse();
        assertThat(TypedValue.isPlainString(EnumSet.of(Schema.Type.STRING))).isTrue();
    }

    private static Set<Schema.Type> types(String names) {
        Set<Schema.Type> types = EnumSet.noneOf(Schema.Type.class);
        Arrays.stream(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Schema.Type::valueOf)
                .forEach(types::add);
        return types;
    }
}
