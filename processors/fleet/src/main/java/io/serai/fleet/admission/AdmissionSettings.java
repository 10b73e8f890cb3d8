package io.serai.fleet.admission;

import java.time.Duration;

/**
 * Limits at the gate.
 *
 * @param maxConcurrent     calls at once; 0 for no limit, and then nothing queues
 * @param queueSize         calls that may wait; 0 refuses at once
 * @param queueTimeout      longest wait
 * @param requestsPerSecond calls let in a second, with a burst of one second's worth; 0 for no limit
 */
public record AdmissionSettings(int maxConcurrent, int queueSize, Duration queueTimeout, int requestsPerSecond) {
    /** No limits; a queue of 100 and 60 s once there is one. */
    public static final AdmissionSettings DEFAULT = new AdmissionSettings(0, 100, Duration.ofSeconds(60), 0);

    public AdmissionSettings {
        require(maxConcurrent >= 0, "admission.max-concurrent", maxConcurrent, "at least 0 (0 for no limit)");
        require(queueSize >= 0, "admission.queue-size", queueSize, "at least 0 (0 for no queue)");
        require(queueTimeout.isPositive(), "admission.queue-timeout", queueTimeout, "a duration above 0s");
        require(
                requestsPerSecond >= 0,
                "admission.requests-per-second",
                requestsPerSecond,
                "at least 0 (0 for no limit)");
    }

    private static void require(boolean holds, String path, Object seen, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(path + " is " + seen + "; set it to " + wanted);
        }
    }
}
