package io.serai.engines.http;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the HTTP client.
 *
 * @param idleConnection how long a connection may wait for its next request; keep it below the workers' own limit
 * @param maxHeaderBytes limit of a response's head
 * @param tls            client context for {@code https} workers; null for the JVM's default trust
 */
public record HttpClientSettings(
        Duration idleConnection,
        int maxHeaderBytes,
        @Nullable SslContext tls) {
    /** Fits uvicorn's five seconds. */
    public static final HttpClientSettings DEFAULT = new HttpClientSettings(Duration.ofSeconds(4), 64 << 10, null);

    public HttpClientSettings {
        if (idleConnection.isNegative()) {
            throw new IllegalArgumentException(
                    "upstream.idle-connection is " + idleConnection + "; set it to 0s (no reuse) or more");
        }
    }
}
