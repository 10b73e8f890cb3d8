package io.serai.fleet.policy;

import static io.serai.fleet.policy.BlockTable.BLOCK;
import static io.serai.fleet.policy.BlockTable.COUNT;
import static io.serai.fleet.policy.BlockTable.NEWER;
import static io.serai.fleet.policy.BlockTable.NEXT;
import static io.serai.fleet.policy.BlockTable.OLDER;
import static io.serai.fleet.policy.BlockTable.TOKENS;
import static io.serai.fleet.policy.BlockTable.TOUCHED;
import static io.serai.fleet.policy.BlockTable.WORKER;

import io.serai.core.PromptPrefix;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which worker holds how much of which prompt, as far as one's own decisions tell: a prefix tree in the form of a hash
 * table, because {@link PromptPrefix} chains its hashes.
 *
 * <p>Each worker's blocks are in order of use, as in the cache of an engine. A prompt is touched from its end to its
 * beginning, so a block is always newer than what follows it; only the oldest are ever forgotten; hence a worker
 * that holds a block holds everything before it. {@link #match} rests on that: the deeper a block the fewer its
 * holders, so it jumps by binary search to the depths where the number of holders changes, and costs about
 * the same for 10 blocks as for 1,000.
 *
 * <p>Two budgets: memory, where the worker whose oldest block is the oldest gives way; and tokens per worker, if an
 * engine's cache size is known, beyond which the engine too will have evicted. A forgotten worker's blocks are
 * removed little by little.
 *
 * <p>Thread-safe. A lock is held for a few microseconds: long prompts are entered in pieces.
 */
final class PrefixIndex {
    /** Blocks entered under one hold of the lock. */
    private static final int PIECE = 64;
    /** Depths told apart by a match; workers that share less with the prompt than the best of these count as empty. */
    private static final int MAX_DEPTHS = 16;
    /** Workers compared for the oldest block. */
    private static final int SAMPLE = 16;
    /** Removed from one worker at a time, so that comparing costs little per block. */
    private static final int BATCH = 16;

    private static final int[] NOTHING = new int[0];

    /** One worker's blocks in order of use. */
    private static final class Lane {
        final int worker;
        int newest;
        int oldest;
        long tokens;
        boolean retired;

        Lane(int worker) {
            this.worker = worker;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Roster roster = new Roster();
    private final BlockTable table;
    private final long budgetBytes;
    private final long workerTokens;
    private Lane[] lanes = new Lane[0];
    private int retired;
    private int sampled;
    private int clock;
    private long holdings;
    private long evictions;

    /**
     * @param budgetBytes  memory for all blocks of all workers
     * @param workerTokens tokens of blocks kept per worker; 0 for no limit
     */
    PrefixIndex(long budgetBytes, long workerTokens) {
        this.budgetBytes = budgetBytes;
        this.workerTokens = workerTokens;
        this.table = new BlockTable(budgetBytes);
    }

    /** Number of the worker in what {@link #match} returns; negative, or beyond its end, if it holds nothing. */
    int slot(String workerId) {
        return roster.slot(workerId);
    }

    /** Bytes of the prompt's beginning that each worker holds, by {@link #slot}; empty if none holds any. */
    int[] match(PromptPrefix prefix) {
        if (prefix.blocks() == 0) {
            return NOTHING;
        }
        lock.lock();
        try {
            int block = deepestKnown(prefix);
            if (block < 0) {
                return NOTHING;
            }
            int[] bytes = new int[roster.slots()];
            int held = 0;
            for (int depths = 0; block >= 0 && depths < MAX_DEPTHS; depths++) {
                held = mark(table.block(prefix.hash(block)), prefix.end(block), bytes);
                block = deepestHeldByMoreThan(held, prefix, block);
            }
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The worker now holds this prompt.
     *
     * @param tokensPerByte length of the prompt in tokens by its length in bytes
     * @return bytes of it that the worker held before
     */
    int touch(String workerId, PromptPrefix prefix, double tokensPerByte) {
        Lane lane = laneOf(workerId);
        int known = 0;
        for (int end = prefix.blocks(); end > 0; end -= PIECE) {
            lock.lock();
            try {
                for (int i = end - 1; i >= Math.max(0, end - PIECE) && !lane.retired; i--) {
                    int from = i == 0 ? 0 : prefix.end(i - 1);
                    int length = prefix.end(i) - from;
                    if (touch(lane, prefix.hash(i), (int) Math.ceil(length * tokensPerByte))) {
                        known += length;
                    }
                }
                removeSomeRetired();
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    /** The worker holds nothing any more. */
    void forget(String workerId) {
        lock.lock();
        try {
            int slot = roster.remove(workerId);
            if (slot >= 0) {
                lanes[slot].retired = true;
                retired++;
                removeSomeRetired();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tokens of the blocks that the worker is believed to hold. */
    long tokens(String workerId) {
        lock.lock();
        try {
            int slot = roster.slot(workerId);
            return slot < 0 ? 0 : lanes[slot].tokens;
        } finally {
            lock.unlock();
        }
    }

    PrefixIndexStats stats() {
        lock.lock();
        try {
            return new PrefixIndexStats(table.bytes(), budgetBytes, holdings, evictions);
        } finally {
            lock.unlock();
        }
    }

    private Lane laneOf(String workerId) {
        lock.lock();
        try {
            clock++;
            int slot = roster.enrol(workerId);
            if (slot >= lanes.length) {
                lanes = Arrays.copyOf(lanes, Math.max(4, slot * 2));
                for (int i = slot; i < lanes.length; i++) {
                    lanes[i] = new Lane(i);
                }
            }
            return lanes[slot];
        } finally {
            lock.unlock();
        }
    }

    // ---- matching

    private int deepestKnown(PromptPrefix prefix) {
        return deepestHeldByMoreThan(0, prefix, prefix.blocks());
    }

    /** The last block before {@code below} that has more holders than that; negative if none has. */
    private int deepestHeldByMoreThan(int count, PromptPrefix prefix, int below) {
        int low = -1;
        int high = below;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            int block = table.block(prefix.hash(middle));
            if (block != 0 && table.get(block, COUNT) > count) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Notes the depth for holders not seen deeper; the number of holders. */
    private int mark(int block, int end, int[] bytes) {
        for (int node = table.get(block, NEXT); node != 0; node = table.get(node, NEXT)) {
            int worker = table.get(node, WORKER);
            bytes[worker] = Math.max(bytes[worker], end);
        }
        return table.get(block, COUNT);
    }

    // ---- entering

    /** Whether the worker had it already. */
    private boolean touch(Lane lane, long hash, int tokens) {
        while (!table.hasRoom(2)) {
            evictOldest();
        }
        int block = table.block(hash);
        int node = block == 0 ? 0 : table.holding(block, lane.worker);
        if (node != 0) {
            unlink(lane, node);
            linkNewest(lane, node);
            return true;
        }
        if (block == 0) {
            block = table.addBlock(hash, tokens);
        }
        node = table.addHolding(block, lane.worker);
        holdings++;
        linkNewest(lane, node);
        lane.tokens += table.get(block, TOKENS);
        while (workerTokens > 0 && lane.tokens > workerTokens) {
            evict(lane);
        }
        return false;
    }

    private void linkNewest(Lane lane, int node) {
        table.set(node, TOUCHED, clock);
        table.set(node, NEWER, 0);
        table.set(node, OLDER, lane.newest);
        if (lane.newest == 0) {
            lane.oldest = node;
        } else {
            table.set(lane.newest, NEWER, node);
        }
        lane.newest = node;
    }

    private void unlink(Lane lane, int node) {
        int newer = table.get(node, NEWER);
        int older = table.get(node, OLDER);
        if (newer == 0) {
            lane.newest = older;
        } else {
            table.set(newer, OLDER, older);
        }
        if (older == 0) {
            lane.oldest = newer;
        } else {
            table.set(older, NEWER, newer);
        }
    }

    // ---- forgetting

    private void evict(Lane lane) {
        removeOldest(lane);
        evictions++;
    }

    private void removeOldest(Lane lane) {
        int node = lane.oldest;
        lane.tokens -= table.get(table.get(node, BLOCK), TOKENS);
        unlink(lane, node);
        table.removeHolding(node);
        holdings--;
    }

    private void evictOldest() {
        Lane lane = laneWithOldest();
        for (int i = 0; i < BATCH && lane.oldest != 0; i++) {
            evict(lane);
        }
    }

    /** Among some lanes, other ones each time, until one is found that is not empty. */
    private Lane laneWithOldest() {
        Lane best = lanes[sampled % lanes.length];
        int bestAge = -1;
        for (int seen = 1; seen <= lanes.length && (seen <= SAMPLE || bestAge < 0); seen++) {
            sampled = (sampled + 1) % lanes.length;
            Lane lane = lanes[sampled];
            if (lane.oldest != 0) {
                int age = lane.retired ? Integer.MAX_VALUE : Math.max(0, clock - table.get(lane.oldest, TOUCHED));
                if (age > bestAge) {
                    best = lane;
                    bestAge = age;
                }
            }
        }
        return best;
    }

    private void removeSomeRetired() {
        if (retired == 0) {
            return;
        }
        for (int i = 0; i < lanes.length; i++) {
            Lane lane = lanes[i];
            if (lane.retired) {
                for (int removed = 0; removed < PIECE && lane.oldest != 0; removed++) {
                    removeOldest(lane);
                }
                if (lane.oldest == 0) {
                    roster.release(i);
                    lanes[i] = new Lane(i);
                    retired--;
                }
                return;
            }
        }
    }
}
