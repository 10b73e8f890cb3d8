package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.core.Reply;
import io.serai.gateway.telemetry.RequestLog;
import io.serai.gateway.telemetry.RequestRecord;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** What is served below {@code /requests}. */
final class RequestRoutes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;

    private final RequestLog requests;
    private final IntSupplier kept;

    /**
     * Routes over {@code requests}.
     *
     * @param kept how many calls the log remembers, for messages
     */
    RequestRoutes(RequestLog requests, IntSupplier kept) {
        this.requests = requests;
        this.kept = kept;
    }

    Reply list(InferenceCall call) {
        int limit = Query.whole(call, "limit", 1, MOST).orElse(DEFAULT_LIMIT);
        ObjectNode body = AdminJson.object();
        var list = body.putArray("requests");
        requests.recent(limit).forEach(record -> list.addRawValue(new RawValue(RequestLog.json(record))));
        return AdminJson.reply(200, body.put("kept", kept.getAsInt()));
    }

    Reply show(InferenceCall call) {
        Query.none(call);
        RequestRecord record = requests.find(call.pathRest()).orElseThrow(this::notFound);
        byte[] body = RequestLog.json(record).getBytes(StandardCharsets.UTF_8);
        return new Reply.Whole(200, Headers.of("content-type", "application/json"), body);
    }

    private CallError notFound() {
        return CallError.of(
                404,
                "request_not_found",
                "No request of that id is known. Only the last " + kept.getAsInt()
                        + " are kept (requests-kept), without successful calls that no worker had a part in.");
    }
}
