package io.serai.core;

import java.util.List;

/**
 * A policy's choice and why.
 *
 * @param worker where the call goes
 * @param reason short, for people, for example {@code "cost 12.5 ms, 480 of 512 tokens cached"}
 * @param scores what the policy compared, lower is better; empty where it compares nothing
 */
public record Selection(WorkerView worker, String reason, List<Score> scores) {
    /** At most so many scores are kept for a call: the best ones. */
    public static final int KEPT_SCORES = 16;

    /** A choice without a comparison. */
    public Selection(WorkerView worker, String reason) {
        this(worker, reason, List.of());
    }

    /**
     * One worker's score.
     *
     * @param workerId whose
     * @param value    in the policy's own unit
     */
    public record Score(String workerId, double value) {}
}
