package io.serai.gateway.telemetry;

/**
 * What the response cache has done so far, and what it holds.
 *
 * @param exact    answers given again to the same request
 * @param semantic answers given again to one that means the same
 * @param misses   requests without an answer
 * @param evicted  answers dropped for lack of room
 * @param bytes    memory taken
 * @param entries  answers held
 */
public record ResponseCacheSample(long exact, long semantic, long misses, long evicted, long bytes, int entries) {}
