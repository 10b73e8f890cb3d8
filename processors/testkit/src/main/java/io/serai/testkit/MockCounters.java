package io.serai.testkit;

import java.util.Map;

/**
 * What a mock worker has seen since its start or its last reset.
 *
 * @param requests requests of the data path (generation, embeddings, rerank, score, classify); counted at their head
 * @param requestsByPath every request but those to {@code /mock}, by path without query
 * @param completed requests of the data path that were answered to the end, errors included
 * @param rejected those among them that were answered with an error
 * @param running requests that have a slot of the engine now
 * @param waiting requests that wait for a slot now
 * @param maxConcurrent most requests of the data path in progress at a time
 * @param disconnects requests whose client closed the connection before the answer was finished
 * @param cancellations those among the disconnects that the engine was working on or had queued
 * @param aborted requests ended by the engine's abort endpoint
 * @param faults faults applied
 * @param tokensGenerated tokens produced, also for answers that were never finished
 * @param promptTokens tokens of prompts whose prefill began
 * @param cachedTokens those among them that were cached
 * @param writeStalls times a stream had to wait for its reader
 * @param connectionsOpened connections accepted
 * @param connectionsOpen connections open now
 * @param rids the last 1,000 different {@code x-request-id} values of the data path, each with its number of requests
 */
public record MockCounters(
        long requests,
        Map<String, Long> requestsByPath,
        long completed,
        long rejected,
        int running,
        int waiting,
        int maxConcurrent,
        long disconnects,
        long cancellations,
        long aborted,
        long faults,
        long tokensGenerated,
        long promptTokens,
        long cachedTokens,
        long writeStalls,
        long connectionsOpened,
        int connectionsOpen,
        Map<String, Integer> rids) {

    /** Copies the maps. */
    public MockCounters {
        requestsByPath = Map.copyOf(requestsByPath);
        rids = Map.copyOf(rids);
    }
}
