package io.serai.gateway.cli;

import io.serai.core.ToolSchema;
import io.serai.tokens.json.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a request: {@code {"type": "function", "function": {...}}}, or what stands within. */
final class ToolSchemas {
    private ToolSchemas() {}

    static List<ToolSchema> read(Object tools) throws CaseException {
        if (!(tools instanceof List<?> list)) {
            throw new CaseException("'tools' is " + PlainJson.kind(tools) + "; give a list of tools");
        }
        var read = new ArrayList<ToolSchema>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            Object function =
                    item instanceof Map<?, ?> tool && tool.get("function") != null ? tool.get("function") : item;
            if (!(function instanceof Map<?, ?> named) || !(named.get("name") instanceof String name)) {
                throw new CaseException("'tools[" + i + "]' names no function; give {\"type\": \"function\","
                        + " \"function\": {\"name\": ..., \"parameters\": {...}}}");
            }
            Map<String, @Nullable Object> schema =
                    named.get("parameters") instanceof Map<?, ?> parameters ? Cases.typed(parameters) : Map.of();
            read.add(new ToolSchema(name, schema));
        }
        return read;
    }
}
