package io.serai.gateway.ingress;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.serai.core.CallError;
import io.serai.core.RequestHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The errors of the ingress. */
final class HttpRefusals {
    private static final int SHOWN_CHARS = 120;
    private static final Duration ELSEWHERE_AFTER = Duration.ofSeconds(1);

    private HttpRefusals() {}

    static CallError notFound(RequestHead head) {
        return CallError.of(404, "not_found", "Nothing is served at " + head.method() + " " + shown(head.path()) + ".");
    }

    static CallError wrongMethod(RequestHead head, String allowed) {
        return CallError.of(
                405,
                "method_not_allowed",
                shown(head.path()) + " does not take " + shown(head.method()) + "; use " + allowed + ".");
    }

    static CallError notJson(RequestHead head) {
        return CallError.of(
                415,
                "unsupported_media_type",
                "The content-type is " + shown(String.valueOf(head.headers().first("content-type")))
                        + "; send application/json (with curl: -H 'content-type: application/json').");
    }

    static CallError bodyTooLarge(long limit) {
        return CallError.of(413, "body_too_large", "The body is larger than the limit of " + limit + " bytes.");
    }

    static CallError noMemory() {
        return CallError.of(503, "server_overloaded", "Too many large bodies are being served; try again soon.")
                .retryAfter(ELSEWHERE_AFTER);
    }

    static CallError headTooSlow() {
        return CallError.of(408, "request_timeout", "The request's head did not arrive in time.");
    }

    static CallError bodyTooSlow() {
        return CallError.of(408, "request_timeout", "The request's body did not arrive in time.");
    }

    static CallError noHost() {
        return CallError.of(400, "bad_request", "HTTP/1.1 requests need one host field.");
    }

    static CallError wrongVersion() {
        return CallError.of(505, "http_version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    }

    static CallError wrongCoding() {
        return CallError.of(
                400,
                "bad_request",
                "The transfer-encoding is not supported; send the body with a content-length, or over HTTP/1.1 with"
                        + " transfer-encoding: chunked.");
    }

    static CallError shuttingDown() {
        return CallError.of(503, "shutting_down", "The gateway is shutting down; connect again.")
                .retryAfter(ELSEWHERE_AFTER);
    }

    static CallError unparsed(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException) {
            return CallError.of(431, "headers_too_large", "The request's header fields are too large.");
        }
        if (cause instanceof TooLongHttpLineException) {
            return CallError.of(414, "uri_too_long", "The request line is too long.");
        }
        return CallError.of(400, "bad_request", "The request is not valid HTTP/1.1.");
    }

    static CallError internal() {
        return CallError.of(500, "internal_error", "The gateway failed to serve the request; its log says why.");
    }

    static CallError wrongStatus(int status) {
        return CallError.of(
                500, "internal_error", "The route ended with status " + status + "; set one from 200 to 599.");
    }

    static CallError noReply() {
        return CallError.of(
                500,
                "no_reply",
                "The route ended without a reply; give it a step that makes one, such as llm-dispatch.");
    }

    private static String shown(String text) {
        return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
    }
}
