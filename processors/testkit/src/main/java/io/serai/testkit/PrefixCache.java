package io.serai.testkit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of prompt blocks by chained hash, least recently used first out. Blocks in use are pinned and never leave;
 * when everything is pinned, new blocks are not stored. Not thread-safe.
 *
 * <p>A prompt's last blocks age before its first ones, because a block whose predecessors are gone can never be found.
 */
final class PrefixCache {
    private static final class Block {
        final long hash;
        int pins;

        @Nullable
        Block older;

        @Nullable
        Block newer;

        Block(long hash) {
            this.hash = hash;
        }
    }

    private final long capacityBlocks;
    private final Map<Long, Block> blocks = new HashMap<>();
    private @Nullable Block oldest;
    private @Nullable Block newest;

    PrefixCache(long capacityBlocks) {
        this.capacityBlocks = capacityBlocks;
    }

    /** How many leading blocks of {@code prompt}, at most {@code limit}, are here; pins them. */
    int match(PromptDigest prompt, int limit) {
        int matched = 0;
        while (matched < Math.min(limit, prompt.blocks())) {
            Block block = blocks.get(prompt.hash(matched));
            if (block == null) {
                break;
            }
            pin(block);
            matched++;
        }
        return matched;
    }

    /** Stores and pins the blocks after the first {@code pinned}; returns how many leading blocks are pinned now. */
    int store(PromptDigest prompt, int pinned) {
        int stored = pinned;
        while (stored < prompt.blocks()) {
            Block block = blocks.get(prompt.hash(stored));
            if (block == null) {
                if (!makeRoom()) {
                    break;
                }
                block = new Block(prompt.hash(stored));
                blocks.put(block.hash, block);
                block.pins = 1;
            } else {
                pin(block);
            }
            stored++;
        }
        return stored;
    }

    /** Unpins the first {@code pinned} blocks; those that nobody uses become the youngest to evict. */
    void release(PromptDigest prompt, int pinned) {
        for (int i = pinned - 1; i >= 0; i--) {
            Block block = blocks.get(prompt.hash(i));
            if (block != null && --block.pins == 0) {
                append(block);
            }
        }
    }

    /** Forgets what nobody uses. */
    void clear() {
        while (oldest != null) {
            blocks.remove(oldest.hash);
            unlink(oldest);
        }
    }

    long size() {
        return blocks.size();
    }

    private boolean makeRoom() {
        if (blocks.size() < capacityBlocks) {
            return true;
        }
        Block victim = oldest;
        if (victim == null) {
            return false;
        }
        blocks.remove(victim.hash);
        unlink(victim);
        return true;
    }

    private void pin(Block block) {
        if (block.pins++ == 0) {
            unlink(block);
        }
    }

    private void append(Block block) {
        block.older = newest;
        if (newest == null) {
            oldest = block;
        } else {
            newest.newer = block;
        }
        newest = block;
    }

    private void unlink(Block block) {
        Block before = block.older;
        Block after = block.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        block.older = null;
        block.newer = null;
    }
}
