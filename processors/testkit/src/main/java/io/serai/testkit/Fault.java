package io.serai.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way to fail. The request is read to its end first, whatever the fault. */
public sealed interface Fault {
    /** Answers with an error of this status, in the engine's shape, and says when to come back if given. */
    record Status(int code, @Nullable Duration retryAfter) implements Fault {
        /** Without a {@code Retry-After}. */
        public Status(int code) {
            this(code, null);
        }

        /** Checks that it is an error status. */
        public Status {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("code is %d; set it to 400 to 599".formatted(code));
            }
        }
    }

    /** Resets the connection (TCP RST) without any answer. */
    record ResetBeforeHead() implements Fault {}

    /** Resets the connection after this many tokens; an answer that does not stream is cut in its middle. */
    record ResetMidStream(int afterTokens) implements Fault {}

    /** Never answers; the connection stays open. */
    record Hang() implements Fault {}

    /** Waits this long before the request is worked on, then answers it. */
    record SlowHead(Duration delay) implements Fault {}

    /** Stops after this many tokens with the connection open; an answer that does not stream stops in its middle. */
    record StallMidStream(int afterTokens) implements Fault {}

    /** Answers with bytes that are no HTTP, then closes. */
    record Garbage() implements Fault {}

    /** Announces a longer body than it sends, then closes. */
    record Truncate() implements Fault {}
}
