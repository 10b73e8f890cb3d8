package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.core.ToolSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types that a declared tool's parameters may have. */
final class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {"type": "string"}                                            ¦ STRING
            {"type": ["integer", "null"]}                                 ¦ INTEGER NULL
            {"type": "integer", "nullable": true}                         ¦ INTEGER NULL
            {"anyOf": [{"type": "number"}, {"type": "null"}]}             ¦ NUMBER NULL
            {"oneOf": [{"type": "array"}, {"type": ["string", "null"]}]}  ¦ STRING NULL ARRAY
            {"allOf": [{"type": "object"}]}                               ¦ OBJECT
            {"anyOf": [{"anyOf": [{"type": "boolean"}]}]}                 ¦ BOOLEAN
            {"enum": ["a", "b"]}                                          ¦ STRING
            {"enum": [1, 2.5, null, true, [1], {"a": 1}]}                 ¦ INTEGER NUMBER BOOLEAN NULL OBJECT ARRAY
            {"type": "string", "enum": [1]}                               ¦ STRING
            {"const": 3}                                                  ¦ INTEGER
            {"const": null}                                               ¦ NULL
            {"const": 123456789012345678901234567890}                     ¦ INTEGER
            {"properties": {"x": {}}}                                     ¦ OBJECT
            {"items": {"type": "string"}}                                 ¦ ARRAY
            {"type": "date"}                                              ¦ ``
            {"type": 3, "anyOf": "x", "enum": {}}                         ¦ ``
            {}                                                            ¦ ``
            """)
    void ofOneParameter(String schema, String types) throws JsonProcessingException {
        Map<String, Object> parameters = Map.of("properties", Map.of("p", JSON.readValue(schema, Map.class)));
        Schema tools = new Schema(List.of(new ToolSchema("f", parameters)));
        assertThat(tools.types("f", "p").stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(types);
    }

    @Test
    void whatIsNotDeclaredHasNone() {
        Map<String, Object> parameters = Map.of("properties", Map.of("p", Map.of("type", "string"), "q", true));
        Schema tools = new Schema(List.of(
                new ToolSchema("f", parameters),
                new ToolSchema("f", Map.of()),
                new ToolSchema("g", Map.of("properties", "none"))));
        assertThat(tools.types("f", "p")).containsExactly(Schema.Type.STRING);
        assertThat(tools.types("f", "q")).isEmpty();
        assertThat(tools.types("f", "r")).isEmpty();
        assertThat(tools.types("g", "p")).isEmpty();
        assertThat(tools.types("h", "p")).isEmpty();
    }

    /** A schema of any depth is looked into only so far. */
    @Test
    void nestingIsLimited() {
        Map<String, Object> schema = Map.of("type", "string");
        for (int i = 0; i < 10_000; i++) {
            schema = Map.of("anyOf", List.of(schema));
        }
        Schema tools = new Schema(List.of(new ToolSchema("f", Map.of("properties", Map.of("p", schema)))));
        assertThat(tools.types("f", "p")).isEmpty();
    }
}
