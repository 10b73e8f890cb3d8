package io.serai.fleet.policy;

/**
 * Memory of the {@link PrefixIndex}: nodes of eight ints in chunks, and a hash table over them. Not thread-safe.
 *
 * <p>There are two kinds of node. A <em>block</em> stands for the hash of a prompt's beginning; a <em>holding</em> says
 * that a worker has that block. Both are in one table, found by the block's hash, or by block and worker.
 *
 * <p>The table grows by linear hashing, one bucket at a time, and memory by whole chunks, so that no insertion ever
 * pauses to copy it. A node is an int above 0; 0 is none.
 */
final class BlockTable {
    /** Holding: its block. */
    static final int BLOCK = 0;
    /** Block: workers that hold it. */
    static final int COUNT = 0;
    /** Holding: number of the worker. Negative in a block. */
    static final int WORKER = 1;
    /** Next in the bucket; in a free node, the next free one. */
    private static final int CHAIN = 2;
    /** Holding: neighbour among the holdings of the block. */
    static final int PREVIOUS = 3;
    /** Holding: neighbour among the holdings of the block. Block: the first of them. */
    static final int NEXT = 4;
    /** Block: length in tokens. */
    static final int TOKENS = 3;
    /** Holding: neighbours among the holdings of the worker. Block: its hash. */
    static final int NEWER = 5;

    static final int OLDER = 6;
    /** Holding: when it was last used. */
    static final int TOUCHED = 7;

    private static final int KEY_HIGH = NEWER;
    private static final int KEY_LOW = OLDER;
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int STRIDE = 8;
    /** Nodes and buckets of a chunk, array headers, and the two references to them. */
    private static final int CHUNK_BYTES = CHUNK * (STRIDE + 1) * Integer.BYTES + 64;

    private final int[][] nodes;
    private final int[][] buckets;
    private int chunks;
    private int bucketCount = CHUNK;
    private int used;
    private int fresh = 1;
    private int firstFree;

    /** @param budgetBytes rounded down to whole chunks, but at least one */
    BlockTable(long budgetBytes) {
        int most = Math.clamp(budgetBytes / CHUNK_BYTES, 1, Integer.MAX_VALUE / CHUNK);
        nodes = new int[most][];
        buckets = new int[most][];
        addChunk();
    }

    long bytes() {
        return (long) chunks * CHUNK_BYTES;
    }

    /** Whether so many nodes can be added. */
    boolean hasRoom(int count) {
        return used + count < nodes.length * CHUNK;
    }

    int get(int node, int field) {
        return nodes[node >>> CHUNK_BITS][(node & (CHUNK - 1)) * STRIDE + field];
    }

    void set(int node, int field, int value) {
        nodes[node >>> CHUNK_BITS][(node & (CHUNK - 1)) * STRIDE + field] = value;
    }

    /** The block of that hash, or 0. */
    int block(long hash) {
        for (int node = bucket(spread(hash)); node != 0; ) {
            int[] chunk = nodes[node >>> CHUNK_BITS];
            int at = (node & (CHUNK - 1)) * STRIDE;
            if (chunk[at + WORKER] < 0 && chunk[at + KEY_LOW] == (int) hash && chunk[at + KEY_HIGH] == high(hash)) {
                return node;
            }
            node = chunk[at + CHAIN];
        }
        return 0;
    }

    /** What says that the worker has the block, or 0. */
    int holding(int block, int worker) {
        for (int node = bucket(spread(block, worker)); node != 0; ) {
            int[] chunk = nodes[node >>> CHUNK_BITS];
            int at = (node & (CHUNK - 1)) * STRIDE;
            if (chunk[at + WORKER] == worker && chunk[at + BLOCK] == block) {
                return node;
            }
            node = chunk[at + CHAIN];
        }
        return 0;
    }

    int addBlock(long hash, int tokens) {
        int node = take();
        set(node, COUNT, 0);
        set(node, WORKER, -1);
        set(node, TOKENS, tokens);
        set(node, NEXT, 0);
        set(node, KEY_LOW, (int) hash);
        set(node, KEY_HIGH, high(hash));
        enter(node);
        return node;
    }

    /** Adds it to the block's holdings too. The neighbours among the worker's are left to the caller. */
    int addHolding(int block, int worker) {
        int node = take();
        int second = get(block, NEXT);
        set(node, BLOCK, block);
        set(node, WORKER, worker);
        set(node, PREVIOUS, 0);
        set(node, NEXT, second);
        if (second != 0) {
            set(second, PREVIOUS, node);
        }
        set(block, NEXT, node);
        set(block, COUNT, get(block, COUNT) + 1);
        enter(node);
        return node;
    }

    /** Removes a holding, and its block with the last one. */
    void removeHolding(int node) {
        int block = get(node, BLOCK);
        int previous = get(node, PREVIOUS);
        int next = get(node, NEXT);
        set(previous == 0 ? block : previous, NEXT, next);
        if (next != 0) {
            set(next, PREVIOUS, previous);
        }
        int left = get(block, COUNT) - 1;
        set(block, COUNT, left);
        giveBack(node);
        if (left == 0) {
            giveBack(block);
        }
    }

    private int take() {
        int node = firstFree;
        if (node != 0) {
            firstFree = get(node, CHAIN);
        } else {
            if (fresh == chunks * CHUNK) {
                addChunk();
            }
            node = fresh++;
        }
        used++;
        return node;
    }

    private void addChunk() {
        nodes[chunks] = new int[CHUNK * STRIDE];
        buckets[chunks] = new int[CHUNK];
        chunks++;
    }

    private void giveBack(int node) {
        int bucket = index(hashOf(node));
        int at = bucketAt(bucket);
        if (at == node) {
            setBucket(bucket, get(node, CHAIN));
        } else {
            while (get(at, CHAIN) != node) {
                at = get(at, CHAIN);
            }
            set(at, CHAIN, get(node, CHAIN));
        }
        set(node, CHAIN, firstFree);
        firstFree = node;
        used--;
    }

    private void enter(int node) {
        if (used > bucketCount && bucketCount < chunks * CHUNK) {
            split();
        }
        int bucket = index(hashOf(node));
        set(node, CHAIN, bucketAt(bucket));
        setBucket(bucket, node);
    }

    /** Adds a bucket, and moves to it what belongs there: all of it is in one other bucket. */
    private void split() {
        int from = bucketCount - Integer.highestOneBit(bucketCount);
        int node = bucketAt(from);
        setBucket(from, 0);
        bucketCount++;
        while (node != 0) {
            int next = get(node, CHAIN);
            int bucket = index(hashOf(node));
            set(node, CHAIN, bucketAt(bucket));
            setBucket(bucket, node);
            node = next;
        }
    }

    private int bucket(int hash) {
        return bucketAt(index(hash));
    }

    private int index(int hash) {
        int level = Integer.highestOneBit(bucketCount);
        int index = hash & (2 * level - 1);
        return index < bucketCount ? index : index & (level - 1);
    }

    private int bucketAt(int index) {
        return buckets[index >>> CHUNK_BITS][index & (CHUNK - 1)];
    }

    private void setBucket(int index, int node) {
        buckets[index >>> CHUNK_BITS][index & (CHUNK - 1)] = node;
    }

    private int hashOf(int node) {
        int worker = get(node, WORKER);
        if (worker >= 0) {
            return spread(get(node, BLOCK), worker);
        }
        return spread(((long) get(node, KEY_HIGH) << 32) | (get(node, KEY_LOW) & 0xFFFFFFFFL));
    }

    private static int high(long hash) {
        return (int) (hash >>> 32);
    }

    private static int spread(long hash) {
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private static int spread(int block, int worker) {
        return spread((long) worker << 32 | block);
    }
}
