package io.serai.steps.text;

import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.wire.Json;
import io.serai.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes answers of plain values. */
final class Replies {
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private Replies() {}

    static Reply of(int status, @Nullable Object... namesAndValues) {
        return new Reply.Whole(status, JSON, Json.utf8(JsonValues.write(object(namesAndValues))));
    }

    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
