package io.serai.gateway.ingress;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call the gateway.
 *
 * @param origins allowed origins; {@code *} allows all; empty switches cross-origin calls off
 * @param methods methods a preflight allows
 * @param headers fields a preflight allows
 * @param maxAge  how long a browser may remember a preflight
 */
public record Cors(List<String> origins, List<String> methods, List<String> headers, Duration maxAge) {
    /** No cross-origin calls. */
    public static final Cors OFF = new Cors(List.of(), List.of(), List.of(), Duration.ZERO);

    boolean allows(@Nullable String origin) {
        return origin != null && (origins.contains("*") || origins.contains(origin));
    }

    /** Adds what every answer to an allowed origin carries. */
    void decorate(HttpHeaders response, @Nullable String origin) {
        if (origin != null && allows(origin)) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.add(HttpHeaderNames.VARY, "origin");
            response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id, retry-after");
        }
    }

    /** Adds what answers a preflight. */
    void preflight(HttpHeaders response) {
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", headers));
        response.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, String.valueOf(maxAge.toSeconds()));
    }
}
