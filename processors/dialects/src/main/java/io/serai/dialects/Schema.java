package io.serai.dialects;

import io.serai.core.ToolSchema;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the declared tools say of the types of parameters. */
final class Schema {
    /** Types of JSON Schema. */
    enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL,
        OBJECT,
        ARRAY
    }

    private static final int MAX_NESTING = 16;

    private final Map<String, ToolSchema> tools = new HashMap<>();

    Schema(List<ToolSchema> declared) {
        for (ToolSchema tool : declared) {
            tools.putIfAbsent(tool.name(), tool);
        }
    }

    /** Types that the parameter may have; empty where nothing is said. */
    Set<Type> types(String tool, String parameter) {
        Set<Type> types = EnumSet.noneOf(Type.class);
        ToolSchema schema = tools.get(tool);
        if (schema != null && schema.parameters().get("properties") instanceof Map<?, ?> properties) {
            collect(properties.get(parameter), types, 0);
        }
        return types;
    }

    /** The schema of the tool's arguments; null if it is not declared. */
    @Nullable
    Object arguments(String tool) {
        ToolSchema schema = tools.get(tool);
        return schema == null ? null : schema.parameters();
    }

    /** Types that {@code schema} allows; empty where nothing is said. */
    static Set<Type> types(@Nullable Object schema) {
        Set<Type> types = EnumSet.noneOf(Type.class);
        collect(schema, types, 0);
        return types;
    }

    /** The schema of a property, or with a null name of the elements, of what {@code schema} describes; null for none. */
    static @Nullable Object part(@Nullable Object schema, @Nullable String property) {
        return part(schema, property, 0);
    }

    private static @Nullable Object part(@Nullable Object schema, @Nullable String property, int nesting) {
        if (!(schema instanceof Map<?, ?> map) || nesting > MAX_NESTING) {
            return null;
        }
        Object part = property == null
                ? map.get("items")
                : map.get("properties") instanceof Map<?, ?> properties ? properties.get(property) : null;
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (part == null && map.get(keyword) instanceof List<?> several) {
                for (Object one : several) {
                    part = part == null ? part(one, property, nesting + 1) : part;
                }
            }
        }
        return part;
    }

    /** Whether the tool is declared. */
    boolean knows(String tool) {
        return tools.containsKey(tool);
    }

    /** Whether the tool is declared, or none is at all. */
    boolean allows(String tool) {
        return tools.isEmpty() || knows(tool);
    }

    /** Whether the tool has this parameter, or nothing is said of its parameters. */
    boolean allows(String tool, String parameter) {
        ToolSchema schema = tools.get(tool);
        return schema == null
                || !(schema.parameters().get("properties") instanceof Map<?, ?> properties)
                || properties.containsKey(parameter);
    }

    private static void collect(@Nullable Object schema, Set<Type> types, int nesting) {
        if (!(schema instanceof Map<?, ?> map) || nesting > MAX_NESTING) {
            return;
        }
        named(map.get("type"), types);
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (map.get(keyword) instanceof List<?> parts) {
                parts.forEach(part -> collect(part, types, nesting + 1));
            }
        }
        if (types.isEmpty()) {
            if (map.get("enum") instanceof List<?> values) {
                values.forEach(value -> types.add(typeOf(value)));
            } else if (map.containsKey("const")) {
                types.add(typeOf(map.get("const")));
            } else if (map.containsKey("properties")) {
                types.add(Type.OBJECT);
            } else if (map.containsKey("items")) {
                types.add(Type.ARRAY);
            }
        }
        if (Boolean.TRUE.equals(map.get("nullable"))) {
            types.add(Type.NULL);
        }
    }

    private static void named(@Nullable Object type, Set<Type> types) {
        if (type instanceof List<?> several) {
            several.forEach(one -> named(one, types));
        } else if (type instanceof String name) {
            switch (name) {
                case "string" -> types.add(Type.STRING);
                case "integer" -> types.add(Type.INTEGER);
                case "number" -> types.add(Type.NUMBER);
                case "boolean" -> types.add(Type.BOOLEAN);
                case "null" -> types.add(Type.NULL);
                case "object" -> types.add(Type.OBJECT);
                case "array" -> types.add(Type.ARRAY);
                default -> {}
            }
        }
    }

    private static Type typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> Type.NULL;
            case Boolean _ -> Type.BOOLEAN;
            case Double _, Float _ -> Type.NUMBER;
            case Number _ -> Type.INTEGER;
            case Map<?, ?> _ -> Type.OBJECT;
            case List<?> _ -> Type.ARRAY;
            default -> Type.STRING;
        };
    }
}
