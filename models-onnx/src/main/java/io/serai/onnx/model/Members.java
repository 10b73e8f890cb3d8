package io.serai.onnx.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of one JSON object, each with the way to it for messages. Unknown members are ignored. */
record Members(JsonNode object, String file, String path) {
    Members member(String name) throws ModelException {
        JsonNode value = needed(name);
        if (!value.isObject()) {
            throw wrong(name, value, "an object");
        }
        return new Members(value, file, path + name + ".");
    }

    List<Members> members(String name) throws ModelException {
        JsonNode array = array(name);
        var all = new ArrayList<Members>();
        for (JsonNode value : array) {
            if (!value.isObject()) {
                throw wrong(name, value, "an array of objects");
            }
            all.add(new Members(value, file, path + name + "[" + all.size() + "]."));
        }
        return all;
    }

    String text(String name) throws ModelException {
        JsonNode value = needed(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(name, value, "a text");
        }
        return value.textValue();
    }

    @Nullable
    String textOrNull(String name) throws ModelException {
        return has(name) ? text(name) : null;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A text that is one of {@code known}. */
    String oneOf(String name, Set<String> known) throws ModelException {
        String value = text(name);
        if (!known.contains(value)) {
            throw wrong(
                    name, object.get(name), "one of " + known.stream().sorted().toList());
        }
        return value;
    }

    /** Texts of an array, at least {@code atLeast}, none twice. */
    List<String> texts(String name, int atLeast) throws ModelException {
        JsonNode array = array(name);
        var texts = new LinkedHashSet<String>();
        for (JsonNode value : array) {
            if (!value.isTextual() || value.textValue().isEmpty() || !texts.add(value.textValue())) {
                throw wrong(name + "[" + texts.size() + "]", value, "a text that is there once");
            }
        }
        if (texts.size() < atLeast) {
            throw wrong(name, array, "at least " + atLeast + " texts");
        }
        return List.copyOf(texts);
    }

    int whole(String name, int from, int to) throws ModelException {
        JsonNode value = needed(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < from || value.intValue() > to) {
            throw wrong(name, value, "a whole number from " + from + " to " + to);
        }
        return value.intValue();
    }

    double number(String name) throws ModelException {
        JsonNode value = needed(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(name, value, "a number");
        }
        return value.doubleValue();
    }

    private JsonNode array(String name) throws ModelException {
        JsonNode value = needed(name);
        if (!value.isArray()) {
            throw wrong(name, value, "an array");
        }
        return value;
    }

    private JsonNode needed(String name) throws ModelException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw new ModelException(file + ": " + path + name + " is missing; export the model anew");
        }
        return value;
    }

    ModelException wrong(String name, JsonNode seen, String wanted) {
        String text = seen.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return new ModelException(file + ": " + path + name + " is " + shown + "; it must be " + wanted);
    }
}
