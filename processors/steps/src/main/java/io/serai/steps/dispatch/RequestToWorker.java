package io.serai.steps.dispatch;

import io.serai.core.Api;
import io.serai.core.EngineRequest;
import io.serai.core.Headers;
import io.serai.core.InferenceCall;
import io.serai.fleet.Worker;
import io.serai.guard.ApiKey;
import io.serai.guard.ForwardedHeaders;
import io.serai.wire.BodySplice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes of a call what is sent to a worker. */
final class RequestToWorker {
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";
    private static final String SAFE_IN_PATHS = "/-._~!$&'()*+,;=:@";

    private RequestToWorker() {}

    static EngineRequest of(
            InferenceCall call, Worker worker, String model, DispatchOptions options, DispatchSettings settings) {
        return new EngineRequest(
                worker.endpoint(),
                call.head().method(),
                target(call, options),
                headers(call, settings),
                body(call, worker.upstreamModel(model)),
                options.limits().over(settings.timeouts()),
                call.loop());
    }

    /**
     * Of a body that was read as JSON, workers are told just that: vLLM refuses one without a type, and knows of no
     * {@code +json}.
     */
    private static Headers headers(InferenceCall call, DispatchSettings settings) {
        Headers fields = ForwardedHeaders.toWorker(call.head().headers(), forwardKey(call, settings), call.id());
        if (call.api() == Api.OTHER || JSON.equals(fields.first(CONTENT_TYPE))) {
            return fields;
        }
        var typed = Headers.builder();
        fields.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(CONTENT_TYPE)) {
                typed.add(name, value);
            }
        });
        return typed.add(CONTENT_TYPE, JSON).build();
    }

    private static List<EngineRequest.Bytes> body(InferenceCall call, String upstreamModel) {
        if (call.body().length == 0) {
            return List.of();
        }
        boolean asItCame = call.workerFields().isEmpty()
                && upstreamModel.equals(call.fields().model());
        return call.api() == Api.OTHER || asItCame
                ? List.of(EngineRequest.Bytes.all(call.body()))
                : BodySplice.with(call.body(), call.fields(), upstreamModel, call.workerFields());
    }

    /** The admin key opens the gateway itself: it never goes to a worker. */
    private static boolean forwardKey(InferenceCall call, DispatchSettings settings) {
        return settings.forwardClientKey() && !ApiKey.ADMIN.equals(call.principal());
    }

    private static String target(InferenceCall call, DispatchOptions options) {
        String path = options.path().isEmpty() ? encoded(call.head().path()) : options.path();
        return call.head().query().isEmpty() ? path : path + "?" + call.head().query();
    }

    /** The ingress has decoded the path: a blank or a line break in it must not get into the request line. */
    static String encoded(String path) {
        if (path.chars().allMatch(RequestToWorker::safe)) {
            return path;
        }
        var out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (safe(b)) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return out.toString();
    }

    private static boolean safe(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c > 0 && SAFE_IN_PATHS.indexOf(c) >= 0);
    }
}
