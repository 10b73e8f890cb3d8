package io.serai.tokens.prompt.harmony;

import io.serai.tokens.prompt.PromptJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON Schemas as the TypeScript-like types that Harmony shows to the model. What the notation cannot say
 * (ranges, patterns, references) is left out; {@code any} stands for what is not understood.
 */
final class TypeScript {
    private static final String DEEPER = "    ";
    private static final String IN_UNION = "   ";

    private final StringBuilder out;

    TypeScript(StringBuilder out) {
        this.out = out;
    }

    /** Writes {@code schema} as a type whose further lines begin with {@code indent}. */
    void type(@Nullable Object schema, String indent) {
        if (!(schema instanceof Map<?, ?> map)) {
            out.append("any");
        } else if (map.get("oneOf") instanceof List<?> variants) {
            for (Object variant : variants) {
                out.append('\n').append(indent);
                variant(variant, indent, true, false);
            }
        } else if (map.get("type") instanceof List<?> types) {
            out.append(union(types));
        } else {
            named(map.get("type") instanceof String name ? name : "", map, indent);
        }
    }

    private void named(String name, Map<?, ?> schema, String indent) {
        switch (name) {
            case "string" -> out.append(strings(schema));
            case "number", "integer" -> out.append("number");
            case "boolean" -> out.append("boolean");
            case "array" -> array(schema, indent);
            case "object" -> object(schema, indent);
            default -> out.append("any");
        }
    }

    private static String union(List<?> types) {
        var union = new StringBuilder();
        for (Object type : types) {
            if (type instanceof String name) {
                union.append(union.isEmpty() ? "" : " | ").append(name.equals("integer") ? "number" : name);
            }
        }
        return union.isEmpty() ? "any" : union.toString();
    }

    private static String strings(Map<?, ?> schema) {
        var values = new StringBuilder();
        if (schema.get("enum") instanceof List<?> list) {
            for (Object value : list) {
                if (value instanceof String text) {
                    values.append(values.isEmpty() ? "\"" : " | \"")
                            .append(text)
                            .append('"');
                }
            }
        }
        return values.isEmpty() ? "string" : values.toString();
    }

    private void array(Map<?, ?> schema, String indent) {
        if (!schema.containsKey("items")) {
            out.append("Array<any>");
            return;
        }
        type(schema.get("items"), indent);
        out.append("[]");
    }

    private void object(Map<?, ?> schema, String indent) {
        if (schema.get("description") instanceof String description) {
            comment(indent, description);
        }
        out.append("{\n");
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
            properties.forEach((name, property) -> {
                String key = required.contains(name) ? name + ":" : name + "?:";
                property(key, property instanceof Map<?, ?> map ? map : Map.of(), indent);
            });
        }
        out.append(indent).append('}');
    }

    private void property(String key, Map<?, ?> schema, String indent) {
        if (schema.get("title") instanceof String title) {
            comment(indent, title);
            out.append(indent).append("//\n");
        }
        if (schema.get("oneOf") instanceof List<?> variants) {
            union(key, schema, variants, indent);
            return;
        }
        if (schema.get("description") instanceof String description) {
            comment(indent, description);
        }
        examples(schema, indent);
        out.append(indent).append(key).append(' ');
        int start = out.length();
        type(schema, indent + DEEPER);
        nullable(schema, start);
        out.append(',');
        if (schema.containsKey("default")) {
            out.append(" // default: ").append(value(schema));
        }
        out.append('\n');
    }

    /** The first variant's description gives way to the whole's, and so does any that says the same. */
    private void union(String key, Map<?, ?> schema, List<?> variants, String indent) {
        examples(schema, indent);
        Object whole = schema.get("description");
        if (whole instanceof String description && !description.equals(firstDescription(variants))) {
            comment(indent, description);
        }
        if (schema.containsKey("default")) {
            out.append(indent).append("// default: ").append(value(schema)).append('\n');
        }
        out.append(indent).append(key).append('\n');
        boolean first = true;
        for (Object variant : variants) {
            out.append(indent);
            boolean described = variant instanceof Map<?, ?> map && Objects.equals(map.get("description"), whole);
            variant(variant, indent, !described && !(first && whole instanceof String), true);
            out.append('\n');
            first = false;
        }
        out.append(indent).append(",\n");
    }

    private static @Nullable Object firstDescription(List<?> variants) {
        return !variants.isEmpty() && variants.getFirst() instanceof Map<?, ?> first ? first.get("description") : null;
    }

    private void variant(@Nullable Object variant, String indent, boolean describe, boolean bare) {
        out.append(" | ");
        int start = out.length();
        type(variant, indent + IN_UNION);
        if (!(variant instanceof Map<?, ?> schema)) {
            return;
        }
        nullable(schema, start);
        String opening = " //";
        if (describe && schema.get("description") instanceof String description) {
            out.append(opening).append(' ').append(description);
            opening = "";
        }
        if (schema.containsKey("default")) {
            out.append(opening).append(" default: ").append(bare ? value(schema) : quoted(schema.get("default")));
        }
    }

    private void examples(Map<?, ?> schema, String indent) {
        if (!(schema.get("examples") instanceof List<?> examples) || examples.isEmpty()) {
            return;
        }
        comment(indent, "Examples:");
        for (Object example : examples) {
            if (example instanceof String text) {
                comment(indent, "- \"" + text + "\"");
            }
        }
    }

    /** A type in which {@code null} is written anywhere does not get it again: so the model was trained. */
    private void nullable(Map<?, ?> schema, int start) {
        if (Boolean.TRUE.equals(schema.get("nullable")) && out.indexOf("null", start) < 0) {
            out.append(" | null");
        }
    }

    /** Only the first line of a longer text is a comment: so the model was trained. */
    private void comment(String indent, String text) {
        out.append(indent).append("// ").append(text).append('\n');
    }

    /** A text that is one of an enumeration stands without quotes. */
    private static String value(Map<?, ?> schema) {
        if (schema.get("default") instanceof String text
                && schema.get("enum") instanceof List<?> values
                && !values.isEmpty()) {
            return text;
        }
        return quoted(schema.get("default"));
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? '"' + text + '"' : PromptJson.compact(value);
    }
}
