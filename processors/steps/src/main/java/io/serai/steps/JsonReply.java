package io.serai.steps;

import io.serai.core.Headers;
import io.serai.core.Reply;
import io.serai.wire.Json;
import io.serai.wire.JsonValues;
import org.jspecify.annotations.Nullable;

/** Replies of the gateway's own, in JSON. */
public final class JsonReply {
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private JsonReply() {}

    /** An object of alternating names and values. */
    public static Reply.Whole of(int status, @Nullable Object... namesAndValues) {
        return written(status, JsonValues.write(JsonValues.members(namesAndValues)));
    }

    /** What {@code json} says already. */
    public static Reply.Whole written(int status, String json) {
        return new Reply.Whole(status, JSON, Json.utf8(json));
    }
}
