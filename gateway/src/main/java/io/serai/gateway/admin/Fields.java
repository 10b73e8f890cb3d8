package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.core.CallError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, read strictly. Messages tell the kind of a wrong value, never the value of a text. */
final class Fields {
    private final ObjectNode object;

    /**
     * Fields of {@code object}.
     *
     * @throws CallError 400 if it has a field that is not one of {@code known}
     */
    Fields(ObjectNode object, List<String> known) {
        this.object = object;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Spelling.require(field.getKey(), known, "field");
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Whether the field is there with a value: null stands for the default. */
    boolean given(String name) {
        return object.hasNonNull(name);
    }

    /** The field as {@code read} takes it, {@code whenNull} if it is null, and null if it is absent. */
    <T> @Nullable T find(String name, T whenNull, BiFunction<String, JsonNode, T> read) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        return value.isNull() ? whenNull : read.apply(name, value);
    }

    static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(name, "is " + AdminJson.kind(value) + "; send a text");
        }
        if (value.textValue().isBlank()) {
            throw wrong(name, "is empty; send a text, or null for the default");
        }
        return value.textValue();
    }

    static int whole(String name, JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw wrong(
                    name,
                    "is " + (value.isNumber() ? value.asText() : AdminJson.kind(value)) + "; send a whole number");
        }
        if (!value.canConvertToInt()) {
            throw wrong(name, "is out of range; send a whole number of 32 bits");
        }
        return value.intValue();
    }

    static double number(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw wrong(name, "is " + AdminJson.kind(value) + "; send a number");
        }
        return value.doubleValue();
    }

    /** {@code current} changed by an object, as JSON merge patch has it: null takes a member away. */
    static Map<String, String> merged(String name, JsonNode value, Map<String, String> current) {
        if (!value.isObject()) {
            throw wrong(name, "is " + AdminJson.kind(value) + "; send an object of texts");
        }
        var merged = new LinkedHashMap<>(current);
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.put(member.getKey(), text(name + "." + member.getKey(), member.getValue()));
            }
        }
        return merged;
    }

    /** A list of names, each standing for itself. */
    static Map<String, String> names(String name, JsonNode list) {
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < list.size(); i++) {
            String item = text(name + "[" + i + "]", list.get(i));
            names.put(item, item);
        }
        return names;
    }

    static CallError wrong(String name, String why) {
        return CallError.of(400, "invalid_value", "'" + name + "' " + why + ".").about(name);
    }
}
