package io.serai.testkit;

import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of the data path as it arrived. The body is kept up to {@link MockWorkerOptions#keptBodyBytes()}. */
public final class RecordedRequest {
    private final String method;
    private final String uri;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final byte[] body;
    private final long bodyBytes;

    RecordedRequest(HttpRequest head, byte[] body, long bodyBytes) {
        this.method = head.method().name();
        this.uri = head.uri();
        this.body = body;
        this.bodyBytes = bodyBytes;
        for (Map.Entry<String, String> header : head.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
    }

    /** For example {@code POST}. */
    public String method() {
        return method;
    }

    /** Path and query as sent. */
    public String uri() {
        return uri;
    }

    /** Header values by lower-case name, in the order they came. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.getFirst();
    }

    /** The kept bytes, as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A copy of the kept bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** The length of the whole body, kept or not. */
    public long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public String toString() {
        return "%s %s (%d bytes)".formatted(method, uri, bodyBytes);
    }
}
