package io.serai.fleet;

import io.serai.core.EngineFailure;

/** What came of a question to a worker. */
sealed interface FetchResult {
    /** The worker answered. */
    record Got(int status, byte[] body) implements FetchResult {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /** No answer, and why. */
    record Lost(String reason) implements FetchResult {
        static Lost of(EngineFailure failure) {
            return new Lost(
                    switch (failure) {
                        case EngineFailure.ConnectFailed f -> "cannot connect: " + f.detail();
                        case EngineFailure.ResetBeforeHead f -> "connection closed without an answer: " + f.detail();
                        case EngineFailure.ResetMidBody f -> "connection closed within the answer: " + f.detail();
                        case EngineFailure.Malformed f -> "answer is not HTTP: " + f.detail();
                        case EngineFailure.TimedOut f -> "no answer in time: " + f.detail();
                    });
        }
    }

    default boolean is(int status) {
        return this instanceof Got got && got.status == status;
    }

    /** For logs and {@code lastError}. */
    default String shown(String target) {
        return switch (this) {
            case Got got -> "GET " + target + " answered " + got.status;
            case Lost lost -> "GET " + target + ": " + lost.reason;
        };
    }
}
