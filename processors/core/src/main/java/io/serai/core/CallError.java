package io.serai.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that a client may read: status, stable code and a message without internals. Thrown by steps and carried
 * by replies; it has no stack trace because it is an answer, not a bug.
 */
public final class CallError extends RuntimeException {
    private final int status;
    private final String code;
    private final @Nullable String param;
    private final @Nullable Duration retryAfter;
    private final boolean clientMayRetry;

    private CallError(
            int status,
            String code,
            String message,
            @Nullable String param,
            @Nullable Duration retryAfter,
            boolean clientMayRetry) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.retryAfter = retryAfter;
        this.clientMayRetry = clientMayRetry;
    }

    /**
     * An error.
     *
     * @param status  HTTP status of at least 400
     * @param code    stable, lower snake case; documented in {@code docs/operations.md}
     * @param message what was seen and what to do; shown to the client
     */
    public static CallError of(int status, String code, String message) {
        return new CallError(status, code, message, null, null, false);
    }

    /** This error, naming the request field at fault. */
    public CallError about(String field) {
        return new CallError(status, code, message(), field, retryAfter, clientMayRetry);
    }

    /** This error, inviting the client back after {@code delay}. */
    public CallError retryAfter(Duration delay) {
        return new CallError(status, code, message(), param, delay, true);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable code. */
    public String code() {
        return code;
    }

    /** Text for the client. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The request field at fault, or null. */
    public @Nullable String param() {
        return param;
    }

    /** When to come back, or null where coming back is pointless or unknown. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the client should try again: the request certainly did not run. */
    public boolean clientMayRetry() {
        return clientMayRetry;
    }

    /** Value of {@code error.type} in the OpenAI envelope. */
    public String type() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            case 503 -> "service_unavailable_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** For {@code ${exception.status}} in routes. */
    public int getStatus() {
        return status;
    }

    /** For {@code ${exception.code}} in routes. */
    public String getCode() {
        return code;
    }
}
