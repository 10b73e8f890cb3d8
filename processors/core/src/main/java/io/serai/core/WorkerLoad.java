package io.serai.core;

/**
 * An engine's own account of its load.
 *
 * @param running       requests being generated
 * @param waiting       requests waiting for a slot
 * @param waitingTokens uncached prompt tokens of the waiting ones; 0 if not told
 * @param tokenUsage    share of the KV cache in use, 0 to 1
 * @param observedNanos when it was read; 0 if never
 * @param inFlightThen  calls of this gateway at the worker when it was read, so that a reader can add what came since
 */
public record WorkerLoad(
        int running, int waiting, long waitingTokens, double tokenUsage, long observedNanos, int inFlightThen) {
    /** Nothing known. */
    public static final WorkerLoad UNKNOWN = new WorkerLoad(0, 0, 0, 0, 0, 0);
}
