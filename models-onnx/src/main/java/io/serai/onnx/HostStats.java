package io.serai.onnx;

/**
 * Counts since the start, and how full things are now.
 *
 * @param waiting       texts in the queue now
 * @param answered      texts that a model has answered
 * @param late          questions that met their deadline without an answer
 * @param overloaded    questions that met a full queue
 * @param cacheHits     texts that the cache answered, counted per model
 * @param cacheMisses   texts that it did not
 * @param cacheBytes    what the answers in the cache take now, about
 * @param shadowRuns    texts that candidates have seen
 * @param shadowSkipped texts that candidates should have seen, but for the queue being long
 */
public record HostStats(
        int waiting,
        long answered,
        long late,
        long overloaded,
        long cacheHits,
        long cacheMisses,
        long cacheBytes,
        long shadowRuns,
        long shadowSkipped) {}
