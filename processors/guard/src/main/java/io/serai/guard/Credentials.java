package io.serai.guard;

import io.serai.core.CallError;
import io.serai.core.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the key that a call presents, as {@code Authorization: Bearer KEY} or {@code x-api-key: KEY}; the former wins
 * where both are sent. Immutable and thread-safe; a check costs one SHA-256 and keeps nothing.
 *
 * <p>The admin key passes everywhere; a client's key passes for {@link Access#CLIENT} only.
 */
public final class Credentials {
    private static final String SCHEME = "bearer ";
    private static final Verdict ANONYMOUS = new Verdict.Granted("");
    private static final Verdict MISSING = new Verdict.Refused(CallError.of(
            401,
            "missing_api_key",
            "no API key was presented; send it as 'Authorization: Bearer KEY' or as 'x-api-key: KEY'"));
    private static final Verdict INVALID = new Verdict.Refused(
            CallError.of(401, "invalid_api_key", "the API key presented is not accepted here; check the key"));
    private static final Verdict NOT_LOCAL = new Verdict.Refused(CallError.of(
            403,
            "admin_loopback_only",
            "without an admin key this path answers callers on the gateway's own host only, and neither through a proxy"
                    + " nor from a web page; set the admin key to use it from here"));

    private final List<ApiKey> clientKeys;
    private final @Nullable ApiKey adminKey;

    public Credentials(CredentialsSettings settings) {
        this.clientKeys = settings.clientKeys();
        this.adminKey = settings.adminKey();
    }

    /**
     * Whether a call may go on.
     *
     * @param access   what its path asks for
     * @param headers  the call's header fields
     * @param loopback whether the connection's remote address is a loopback address
     */
    public Verdict check(Access access, Headers headers, boolean loopback) {
        return switch (access) {
            case OPEN -> ANONYMOUS;
            case CLIENT -> clientKeys.isEmpty() ? ANONYMOUS : byKey(headers, clientKeys);
            case ADMIN -> adminKey != null ? byKey(headers, List.of()) : byPlace(headers, loopback);
        };
    }

    private static Verdict byPlace(Headers headers, boolean loopback) {
        return loopback && LocalCaller.made(headers) ? ANONYMOUS : NOT_LOCAL;
    }

    private Verdict byKey(Headers headers, List<ApiKey> accepted) {
        String presented = presented(headers);
        if (presented == null) {
            return MISSING;
        }
        byte[] hash = ApiKey.Sha256.of(presented);
        String principal = adminKey != null && adminKey.matches(hash) ? ApiKey.ADMIN : null;
        // No early exit: the time taken must not depend on which key matched.
        for (int i = 0; i < accepted.size(); i++) {
            if (accepted.get(i).matches(hash)) {
                principal = accepted.get(i).name();
            }
        }
        return principal == null ? INVALID : new Verdict.Granted(principal);
    }

    private static @Nullable String presented(Headers headers) {
        String authorization = headers.first("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return nonBlank(authorization.substring(SCHEME.length()));
        }
        return nonBlank(headers.first("x-api-key"));
    }

    private static @Nullable String nonBlank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
