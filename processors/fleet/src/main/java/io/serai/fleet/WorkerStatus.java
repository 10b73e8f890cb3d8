package io.serai.fleet;

import io.serai.core.WorkerLoad;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the admin API shows it; a moment's picture without secrets.
 *
 * @param spec     what was asked for, without the key
 * @param keySet   whether the worker has a key
 * @param state    where it is in its life
 * @param breaker  its breaker
 * @param models   public names it serves; empty until discovered
 * @param card     what it said of itself, or null
 * @param load     its load as last polled
 * @param inFlight calls of this gateway at it
 * @param weight   weight now, lowered by back-pressure
 */
public record WorkerStatus(
        WorkerSpec spec,
        boolean keySet,
        WorkerState state,
        BreakerState breaker,
        SortedSet<String> models,
        @Nullable WorkerCard card,
        WorkerLoad load,
        int inFlight,
        double weight) {
    /** Its id. */
    public String id() {
        return spec.id();
    }
}
