package io.serai.core;

import java.util.List;

/**
 * Picks a worker for a call. Does no I/O, never blocks, is called from several event loops at once.
 *
 * <p>A policy that learns keeps what it learns inside: it hears what became of its choices through {@link #dispatched}.
 * One instance serves one model.
 */
public interface Policy {
    /** Name in configuration, kebab case. */
    String name();

    /**
     * Chooses one of {@code candidates}.
     *
     * @param candidates at least one; all may take the call
     */
    Selection select(RoutingRequest request, List<? extends WorkerView> candidates);

    /** The call goes to {@code worker}, chosen by this policy, pinned by the client or taken on a retry. */
    default void dispatched(RoutingRequest request, WorkerView worker) {}

    /** The worker is gone or its cache was flushed: forget what is known of it. */
    default void forget(String workerId) {}
}
