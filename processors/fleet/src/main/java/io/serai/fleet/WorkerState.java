package io.serai.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a worker is in its life. Only {@link Ready} takes calls; only {@link Removed} is final. */
public sealed interface WorkerState {
    /** Lower-case name for metrics and the admin API. */
    default String key() {
        return switch (this) {
            case Registering _ -> "registering";
            case Ready _ -> "ready";
            case Unhealthy _ -> "unhealthy";
            case Draining _ -> "draining";
            case Removed _ -> "removed";
        };
    }

    /**
     * Being asked what it serves; goes on until it answers.
     *
     * @param attempts  how often it was asked in vain
     * @param lastError why the last attempt failed, or null
     */
    record Registering(int attempts, @Nullable String lastError) implements WorkerState {}

    /**
     * Takes calls.
     *
     * @param since when that began
     */
    record Ready(Instant since) implements WorkerState {}

    /**
     * Failed its health checks; takes no calls and is probed until it is well.
     *
     * @param failures  failed checks in a row
     * @param reason    the last one's
     * @param nextProbe when it is tried again
     */
    record Unhealthy(int failures, String reason, Instant nextProbe) implements WorkerState {}

    /**
     * Finishes its calls and takes no new ones.
     *
     * @param deadline when it is forgotten even if calls remain
     */
    record Draining(Instant deadline) implements WorkerState {}

    /** Forgotten; calls that still hold it may finish. */
    record Removed() implements WorkerState {}
}
