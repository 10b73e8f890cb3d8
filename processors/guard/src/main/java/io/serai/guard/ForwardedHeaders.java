package io.serai.guard;

import io.serai.core.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which header fields cross the gateway. Fields of one hop (RFC 9110, 7.6.1) end here, with those that
 * {@code Connection} names; framing is made anew on the other side; {@code x-serai-*} fields steer the gateway and are
 * nobody else's business. All other fields pass as they came, in their order: tracing, tenant and routing fields of
 * engines among them.
 */
public final class ForwardedHeaders {
    private static final FieldNames TO_WORKER = new FieldNames(
            List.of(
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "host",
                    "content-length",
                    "expect",
                    "accept-encoding",
                    "cookie",
                    "x-request-id"),
            List.of("proxy-", "x-serai-"));
    private static final FieldNames KEYS = new FieldNames(List.of("authorization", "x-api-key"), List.of());
    private static final FieldNames TO_CLIENT = new FieldNames(
            List.of(
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "content-length",
                    "date",
                    "server",
                    "location",
                    "x-request-id"),
            List.of("proxy-", "x-serai-", "access-control-"));

    private ForwardedHeaders() {}

    /**
     * Fields for a worker. {@code Accept-Encoding} is dropped because a compressed answer could be neither scanned nor
     * parsed, cookies because they belong to the gateway's site.
     *
     * @param client           the client's fields
     * @param forwardClientKey whether {@code Authorization} and {@code x-api-key} pass; must be false for a call that
     *                         presented the admin key, which is no worker's business
     * @param requestId        the call's id, sent as {@code x-request-id} in place of the client's
     */
    public static Headers toWorker(Headers client, boolean forwardClientKey, String requestId) {
        return filtered(client, TO_WORKER, forwardClientKey ? null : KEYS)
                .add("x-request-id", requestId)
                .build();
    }

    /**
     * Fields for the client. {@code Date}, {@code Server}, {@code x-request-id} and the CORS fields
     * ({@code Access-Control-*}) are dropped because the gateway answers for them itself, {@code Location} because it
     * would show a worker's address.
     */
    public static Headers toClient(Headers worker) {
        return filtered(worker, TO_CLIENT, null).build();
    }

    private static Headers.Builder filtered(Headers headers, FieldNames dropped, @Nullable FieldNames alsoDropped) {
        var filter = new Filter(dropped, alsoDropped, List.of());
        headers.forEach(filter);
        if (filter.namedByConnection.isEmpty()) {
            return filter.kept;
        }
        // Rare: Connection names more than the usual fields, possibly ones that came before it.
        var again = new Filter(dropped, alsoDropped, filter.namedByConnection);
        headers.forEach(again);
        return again.kept;
    }

    private static final class Filter implements BiConsumer<String, String> {
        private final Headers.Builder kept = Headers.builder();
        private final FieldNames dropped;
        private final @Nullable FieldNames alsoDropped;
        private final List<String> dropByName;
        private List<String> namedByConnection = List.of();

        Filter(FieldNames dropped, @Nullable FieldNames alsoDropped, List<String> dropByName) {
            this.dropped = dropped;
            this.alsoDropped = alsoDropped;
            this.dropByName = dropByName;
        }

        @Override
        public void accept(String name, String value) {
            if (dropped.contains(name)) {
                if (name.equalsIgnoreCase("connection")) {
                    connection(value);
                }
            } else if ((alsoDropped == null || !alsoDropped.contains(name)) && !namedAlready(name)) {
                kept.add(name, value);
            }
        }

        private void connection(String value) {
            if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
                return;
            }
            var names = new ArrayList<>(namedByConnection);
            for (int start = 0; start <= value.length(); ) {
                int comma = value.indexOf(',', start);
                int end = comma < 0 ? value.length() : comma;
                names.add(value.substring(start, end).strip());
                start = end + 1;
            }
            namedByConnection = names;
        }

        private boolean namedAlready(String name) {
            for (int i = 0; i < dropByName.size(); i++) {
                if (dropByName.get(i).equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }
    }
}
