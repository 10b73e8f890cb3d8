package io.serai.gateway.telemetry;

import java.util.List;

/**
 * What was done about personal data so far; without values.
 *
 * @param failOpen whether requests pass that cannot be searched
 * @param counts   in any order
 */
public record PiiSample(boolean failOpen, List<Count> counts) {
    /** What is counted. */
    public enum Kind {
        /** Requests, by what became of them. */
        REQUESTS,
        /** Findings in requests, by type. */
        FOUND,
        /** Findings in answers, by type. */
        ANSWERED,
        /** Searches that failed, by reason. */
        FAILURES
    }

    /**
     * One number.
     *
     * @param label  a type or a reason, empty for requests
     * @param action what was done
     */
    public record Count(Kind kind, String label, String action, long count) {}
}
