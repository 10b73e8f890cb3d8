package io.serai.wire;

import io.serai.core.CallError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Error bodies in the OpenAI envelope {@code {"error":{"message","type","param","code"}}}, made from the gateway's own
 * refusals and from what engines say.
 */
public final class ErrorBodies {
    private ErrorBodies() {}

    /** The body of a refusal. */
    public static byte[] openAi(CallError error) {
        return Json.utf8(envelope(error));
    }

    /** A refusal that comes too late for a status: an error event and the end of the stream. */
    public static byte[] openAiSseEvent(CallError error) {
        return Json.utf8("data: " + envelope(error) + "\n\ndata: [DONE]\n\n");
    }

    /**
     * A worker's error body for the client. What is in the envelope already comes back as the same array; SGLang's flat
     * form, FastAPI's {@code detail} and plain text are put into it; HTML, stack traces and unreadable bodies become a
     * general message. Internal addresses are masked in every case.
     *
     * @param status     the worker's status, at least 400
     * @param workerBody the worker's body; may be empty
     */
    public static byte[] rewrap(int status, byte[] workerBody) {
        WorkerError error = WorkerError.of(workerBody);
        String message = Redaction.clean(error.message());
        if (error.enveloped() && message.equals(error.message())) {
            return workerBody;
        }
        if (message.isEmpty()) {
            message = "the worker answered with status " + status;
        }
        String code = error.code();
        CallError wrapped = CallError.of(status, code == null ? code(status, message) : code, message);
        String param = error.param();
        return openAi(param == null ? wrapped : wrapped.about(param));
    }

    private static String code(int status, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400, 422 -> text.contains("context length") ? "context_length_exceeded" : "invalid_request";
            case 401, 403 -> "worker_auth";
            case 404 -> text.contains("model") ? "model_not_found" : "not_found";
            case 408 -> "timeout";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_exceeded";
            case 503 -> "worker_unavailable";
            case 504 -> "worker_timeout";
            default -> status >= 500 ? "worker_error" : "invalid_request";
        };
    }

    private static String envelope(CallError error) {
        var out = new StringBuilder(128).append("{\"error\":{\"message\":");
        Json.quote(out, error.message()).append(",\"type\":");
        Json.quote(out, error.type()).append(",\"param\":");
        quoteOrNull(out, error.param()).append(",\"code\":");
        return Json.quote(out, error.code()).append("}}").toString();
    }

    private static StringBuilder quoteOrNull(StringBuilder out, @Nullable String text) {
        return text == null ? out.append("null") : Json.quote(out, text);
    }
}
