package io.serai.steps.dispatch;

import io.serai.core.Headers;
import io.serai.core.RequestHead;
import org.jspecify.annotations.Nullable;

/** The header fields by which a client steers routing; the SGLang router's spellings are accepted too. */
public final class RoutingHeaders {
    private RoutingHeaders() {}

    /** The worker that must serve the call, or null. */
    public static @Nullable String pin(RequestHead head) {
        return either(head.headers(), "x-serai-worker", "x-smg-target-worker");
    }

    /** What keeps related calls on one worker, or null. */
    public static @Nullable String key(RequestHead head) {
        return either(head.headers(), "x-serai-routing-key", "x-smg-routing-key");
    }

    private static @Nullable String either(Headers headers, String ours, String theirs) {
        String value = orNull(headers.first(ours));
        return value != null ? value : orNull(headers.first(theirs));
    }

    /** Clients that set a field without a value mean to set nothing. */
    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
