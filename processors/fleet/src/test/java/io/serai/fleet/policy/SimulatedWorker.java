package io.serai.fleet.policy;

import io.serai.core.WorkerLoad;
import io.serai.core.WorkerView;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;

/**
 * A worker of the {@link TraceSimulator}: reads one prompt after the other at a fixed speed, skips what its cache holds,
 * and keeps prompts and replies in a cache of fixed size, least recently used out first.
 */
final class SimulatedWorker implements WorkerView {
    static final int BLOCK_TOKENS = 16;

    final ArrayDeque<SimulatedCall> queue = new ArrayDeque<>();
    private final LinkedHashMap<Long, Boolean> cache = new LinkedHashMap<>(16, 0.75f, true);
    private final String id;
    private final int capacityBlocks;
    boolean reading;
    int inFlight;
    int running;
    long pendingTokens;
    WorkerLoad load = WorkerLoad.UNKNOWN;

    SimulatedWorker(String id, int capacityTokens) {
        this.id = id;
        this.capacityBlocks = capacityTokens / BLOCK_TOKENS;
    }

    /** Blocks at the beginning that the cache holds. */
    int cachedBlocks(long[] blocks) {
        int cached = 0;
        while (cached < blocks.length && cache.containsKey(blocks[cached])) {
            cached++;
        }
        return cached;
    }

    void store(long[] blocks) {
        for (int i = blocks.length - 1; i >= 0; i--) {
            cache.put(blocks[i], true);
        }
        while (cache.size() > capacityBlocks) {
            cache.pollFirstEntry();
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public double cost() {
        return 1;
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public long pendingPrefillTokens() {
        return pendingTokens;
    }

    @Override
    public WorkerLoad load() {
        return load;
    }
}
