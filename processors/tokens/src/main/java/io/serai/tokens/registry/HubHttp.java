package io.serai.tokens.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one hub. It follows redirects itself, for the client would carry the token along: only the hub's own host
 * gets it, and from HTTPS nothing leads to HTTP.
 */
final class HubHttp implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration HEAD_OF_ANSWER = Duration.ofSeconds(30);
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final int MAX_REDIRECTS = 5;

    /**
     * An answer that is no redirect.
     *
     * @param first headers of the answer to the first request: those of the hub itself
     */
    record Answer<T>(HttpResponse<T> last, HttpHeaders first) {}

    private final URI endpoint;
    private final @Nullable String token;
    /** Made with the first request: few gateways ever ask a hub, and it starts threads. */
    private @Nullable HttpClient client;

    HubHttp(URI endpoint, @Nullable String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    URI endpoint() {
        return endpoint;
    }

    /** Whether requests carry a token. */
    boolean authorised() {
        return token != null;
    }

    /** Asks for {@code path} below the endpoint, which begins with a slash and is encoded. */
    <T> Answer<T> send(String method, String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        String base = endpoint.toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpHeaders first = null;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<T> response = exchange(method, uri, handler);
            first = first == null ? response.headers() : first;
            String location = response.headers().firstValue("Location").orElse(null);
            if (response.statusCode() / 100 != 3 || location == null) {
                return new Answer<>(response, first);
            }
            URI next = target(uri, location);
            if (method.equals("HEAD") && !home(next)) {
                return new Answer<>(response, first);
            }
            uri = next;
        }
        throw new ModelLoadException("the hub at " + endpoint + " redirects for ever; check HF_ENDPOINT");
    }

    private static URI target(URI from, String location) throws ModelLoadException {
        URI next;
        try {
            next = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException("the hub redirects to what is no address", e);
        }
        String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
        boolean worse = scheme.equals("http") && "https".equalsIgnoreCase(from.getScheme());
        if (worse || next.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new ModelLoadException(
                    "the hub redirects to " + scheme + "; only https, or http from http, is followed");
        }
        return next;
    }

    private boolean home(URI uri) {
        return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
                && endpoint.getHost().equalsIgnoreCase(uri.getHost())
                && port(endpoint) == port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private <T> HttpResponse<T> exchange(String method, URI uri, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(HEAD_OF_ANSWER)
                .header("User-Agent", "serai");
        if (token != null && home(uri)) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<T>> answer = client().sendAsync(request.build(), handler);
        try {
            return answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(uri, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(uri, e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException unreachable(URI uri, Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ModelLoadException e) {
                return e;
            }
        }
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ModelLoadException(
                "the hub at " + uri.getScheme() + "://" + uri.getAuthority() + " did not answer (" + what
                        + "); check the network and HF_ENDPOINT, or name a folder with the model's files",
                cause);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
