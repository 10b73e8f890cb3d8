package io.serai.guard;

import io.serai.core.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call from a loopback address was really made on this host. A proxy's calls carry the fields that proxies
 * add; a web page's calls carry its origin, or (DNS rebinding) the page's own host name.
 */
final class LocalCaller {
    private LocalCaller() {}

    static boolean made(Headers headers) {
        return headers.first("forwarded") == null
                && headers.first("x-forwarded-for") == null
                && headers.first("x-real-ip") == null
                && local(headers.first("host"))
                && local(withoutScheme(headers.first("origin")));
    }

    private static @Nullable String withoutScheme(@Nullable String origin) {
        int scheme = origin == null ? -1 : origin.indexOf("://");
        return origin == null || scheme < 0 ? origin : origin.substring(scheme + 3);
    }

    /** Whether an authority names this host; an absent one does no harm. */
    private static boolean local(@Nullable String authority) {
        if (authority == null) {
            return true;
        }
        String host = withoutPort(authority.strip()).toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || isLoopbackV4(host);
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /** {@code 127.1.2.3}, but not {@code 127.evil.example}. */
    private static boolean isLoopbackV4(String host) {
        return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
