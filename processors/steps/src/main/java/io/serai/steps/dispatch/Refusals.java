package io.serai.steps.dispatch;

import io.serai.core.CallError;
import io.serai.core.EngineFailure;
import java.time.Duration;

/** The errors of dispatch. None names a worker's address. */
final class Refusals {
    private static final int SHOWN_MODEL_CHARS = 100;

    private Refusals() {}

    static CallError unknownModel(String model) {
        String shown = model.length() > SHOWN_MODEL_CHARS ? model.substring(0, SHOWN_MODEL_CHARS) + "..." : model;
        return CallError.of(
                        404,
                        "model_not_found",
                        "The model `" + shown + "` does not exist. GET /v1/models lists those that do.")
                .about("model");
    }

    static CallError unspecifiedModel() {
        return CallError.of(
                        400,
                        "missing_required_parameter",
                        "Several models are served: say which in `model`. GET /v1/models lists them.")
                .about("model");
    }

    static CallError noWorker(Duration comeBack) {
        return CallError.of(503, "no_worker_available", "No worker for this model is available now; try again soon.")
                .retryAfter(comeBack);
    }

    static CallError saturated(Duration comeBack) {
        return CallError.of(503, "workers_saturated", "Every worker of this model is at its limit; try again soon.")
                .retryAfter(comeBack);
    }

    static CallError pinnedUnknown() {
        return CallError.of(
                404, "worker_not_found", "No worker with the id given in x-serai-worker serves this model.");
    }

    static CallError pinnedUnavailable(Duration comeBack) {
        return CallError.of(
                        503,
                        "worker_unavailable",
                        "The worker named in x-serai-worker is not available now; try again soon.")
                .retryAfter(comeBack);
    }

    /** A fault of the gateway itself. */
    static CallError internal() {
        return CallError.of(500, "internal_error", "The gateway failed to serve the request; its log says why.");
    }

    static CallError of(EngineFailure failure) {
        return switch (failure) {
            case EngineFailure.ConnectFailed ignored ->
                CallError.of(502, "worker_unreachable", "The worker could not be reached; the request did not run.");
            case EngineFailure.ResetBeforeHead ignored ->
                CallError.of(502, "worker_reset", "The worker closed the connection before it answered.");
            case EngineFailure.ResetMidBody ignored ->
                CallError.of(502, "worker_reset", "The worker closed the connection in the middle of its answer.");
            case EngineFailure.Malformed ignored ->
                CallError.of(502, "worker_malformed", "The worker's answer was not understood.");
            case EngineFailure.TimedOut(EngineFailure.TimedOut.Limit limit, String ignored) ->
                CallError.of(504, "worker_timeout", timeout(limit));
        };
    }

    private static String timeout(EngineFailure.TimedOut.Limit limit) {
        return switch (limit) {
            case FIRST_BYTE -> "The worker did not begin to answer in time.";
            case IDLE -> "The worker fell silent in the middle of its answer.";
            case TOTAL -> "The worker did not finish its answer in time.";
        };
    }
}
