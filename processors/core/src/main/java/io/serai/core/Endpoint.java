package io.serai.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker listens. Equal endpoints share connections.
 *
 * @param url    {@code http} or {@code https} URL without query; a path is put in front of every target
 * @param apiKey the worker's own key, or null
 */
public record Endpoint(URI url, @Nullable String apiKey) {
    /** Whether TLS is spoken. */
    public boolean tls() {
        return "https".equals(url.getScheme());
    }

    /** Port, with the scheme's default. */
    public int port() {
        return url.getPort() >= 0 ? url.getPort() : tls() ? 443 : 80;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return url.toString();
    }
}
