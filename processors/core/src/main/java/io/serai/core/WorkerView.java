package io.serai.core;

/** A worker as a policy sees it: identity, settings, and counters that move while it looks. Thread-safe. */
public interface WorkerView {
    /** Stable id. */
    String id();

    /** Share of traffic relative to others; above 0. Lowered for a while by back-pressure. */
    double weight();

    /** Lower is preferred where all else is equal; only the best class with an eligible worker is used. */
    int priority();

    /** Price of a token relative to others; 1 by default. */
    double cost();

    /** Calls of this gateway now at the worker. */
    int inFlight();

    /** Prompt tokens of those calls, estimated, whose first token has not come yet: prefill ahead of a new call. */
    long pendingPrefillTokens();

    /** What the engine last said of itself. */
    WorkerLoad load();
}
