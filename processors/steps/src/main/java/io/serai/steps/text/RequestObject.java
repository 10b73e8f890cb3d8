package io.serai.steps.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.serai.core.CallError;
import io.serai.core.ToolSchema;
import io.serai.tokens.json.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request. Fields of no meaning here are ignored, as the engines do. */
record RequestObject(Map<?, ?> fields) {
    /**
     * The object in {@code body}.
     *
     * @throws CallError 400 if it holds anything else
     */
    static RequestObject read(byte[] body) {
        try {
            if (PlainJson.read(body) instanceof Map<?, ?> fields) {
                return new RequestObject(fields);
            }
            throw CallError.of(400, "invalid_json", "The body is not a JSON object; send one.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw CallError.of(400, "invalid_json", wrong(e) + place + "; send " + wanted(e) + ".");
        }
    }

    private static String wrong(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return tooDeep(e) ? "The body nests too deep" : "The body has a name or a number that is too long";
        }
        return "The body is not valid JSON";
    }

    private static String wanted(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return tooDeep(e) ? "one of fewer levels" : "a shorter one";
        }
        return "a JSON object";
    }

    /** Only its words tell which limit was met. */
    private static boolean tooDeep(JsonProcessingException e) {
        return e.getOriginalMessage().contains("nesting depth");
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    /** The text {@code name}; empty if it is absent or null. */
    String text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw wrong(name, PlainJson.kind(value), "a text");
    }

    /** The text {@code name}, which must be there. */
    String requiredText(String name) {
        if (!(fields.get(name) instanceof String text)) {
            throw wrong(name, PlainJson.kind(fields.get(name)), "a text");
        }
        return text;
    }

    boolean truth(String name, boolean fallback) {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? fallback : (Boolean) value;
        }
        throw wrong(name, PlainJson.kind(value), "true or false");
    }

    /** Whether the field is there with a value. */
    boolean has(String name) {
        return fields.get(name) != null;
    }

    /** The tools of the request; none if it has none. */
    List<ToolSchema> tools() {
        Object value = fields.get("tools");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("tools", PlainJson.kind(value), "a list of tools");
        }
        var tools = new ArrayList<ToolSchema>();
        for (int i = 0; i < list.size(); i++) {
            tools.add(tool(list.get(i), "tools[" + i + "]"));
        }
        return tools;
    }

    private static ToolSchema tool(@Nullable Object item, String place) {
        Object function = item instanceof Map<?, ?> tool && tool.get("function") != null ? tool.get("function") : item;
        if (!(function instanceof Map<?, ?> named) || !(named.get("name") instanceof String name)) {
            throw wrong(place, "no function", "{\"type\": \"function\", \"function\": {\"name\": ..., ...}}");
        }
        return new ToolSchema(name, object(named.get("parameters")));
    }

    /** The members of an object; none if {@code value} is none. */
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        }
        return members;
    }

    static CallError wrong(String name, String seen, String wanted) {
        return CallError.of(400, "invalid_value", "'" + name + "' is " + seen + "; send " + wanted + ".")
                .about(name);
    }
}
