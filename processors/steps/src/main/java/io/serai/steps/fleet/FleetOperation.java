package io.serai.steps.fleet;

/** What an {@code llm-fleet} step answers. */
public enum FleetOperation {
    /** The process is alive: always 200. */
    LIVENESS,
    /** New work is welcome and a worker can take it: 200, else 503. */
    READINESS,
    /** As {@link #READINESS}; the name that engines use. */
    HEALTH,
    /** The models served now, in OpenAI's list shape. */
    MODELS,
    /** One of them, named by the rest of the path. */
    MODEL,
    /** Calls of this gateway at each worker, in the SGLang router's shape. */
    WORKER_LOADS,
    /** What the engines last said of their load. */
    LOADS,
    /** Empties every engine's prefix cache. */
    FLUSH_CACHE
}
