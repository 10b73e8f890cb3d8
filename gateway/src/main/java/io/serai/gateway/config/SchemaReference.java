package io.serai.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of {@code serai.yaml}, for editors. */
final class SchemaReference {
    /** Stands for a value that is read from the environment, and for a key without a value. */
    private static final Map<String, Object> REFERENCE = Map.of("$ref", "#/definitions/reference");

    private SchemaReference() {}

    static String write() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "serai.yaml");
        schema.put("description", "Configuration of the Serai gateway.");
        schema.putAll(SeraiConfig.SECTION.schema());
        schema.put(
                "definitions",
                Map.of("reference", Map.of("type", List.of("string", "null"), "pattern", "\\$\\{.+\\}")));
        try {
            var printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            return new ObjectMapper().writer(printer).writeValueAsString(sorted(schema)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema of strings and numbers can be written", e);
        }
    }

    /** Schema of one option's value. */
    static Map<String, Object> property(Option<?> option) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", option.doc().replace("`", ""));
        Map<String, Object> value = option.type().schema();
        if (option.type() instanceof Section<?> section && section.shorthand().isEmpty()) {
            property.putAll(value);
        } else {
            property.put("anyOf", List.of(value, REFERENCE));
        }
        if (!option.shown().isEmpty() && option.type() instanceof ScalarType<?>) {
            property.put("default", typed(option.shown(), value));
        }
        return property;
    }

    private static Object typed(String text, Map<String, Object> schema) {
        return switch (String.valueOf(schema.get("type"))) {
            case "integer" -> Long.valueOf(text);
            case "number" -> Double.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            default -> text;
        };
    }

    /** {@link Map#of} has another order in every run; sections keep the order of their options. */
    private static Object sorted(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SchemaReference::sorted).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> ordered = map instanceof LinkedHashMap<?, ?> ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, inner) -> ordered.put(String.valueOf(key), sorted(inner)));
        return ordered;
    }
}
