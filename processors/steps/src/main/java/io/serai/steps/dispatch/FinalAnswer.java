package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.Headers;
import io.serai.core.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client gets if no further worker is tried. */
sealed interface FinalAnswer {
    /** The gateway's own refusal. */
    record Refused(CallError error) implements FinalAnswer {}

    /**
     * A worker's whole reply.
     *
     * @param reply      ready for the client
     * @param retryAfter the worker's {@code Retry-After}, or null
     */
    record Said(Reply.Whole reply, @Nullable Duration retryAfter) implements FinalAnswer {}

    static FinalAnswer of(CallError error) {
        return new Refused(error);
    }

    static FinalAnswer said(int status, Headers headers, byte[] body) {
        return new Said(new Reply.Whole(status, Dispatch.forClient(headers), body), RetryAfter.of(headers));
    }

    default int status() {
        return switch (this) {
            case Refused(CallError error) -> error.status();
            case Said(Reply.Whole reply, Duration ignored) -> reply.status();
        };
    }

    default @Nullable Duration retryAfter() {
        return this instanceof Said said ? said.retryAfter() : null;
    }

    /** Whether a worker said that it is too busy: then the request did not run. */
    default boolean backPressure() {
        return this instanceof Said && (status() == 429 || status() == 503);
    }
}
