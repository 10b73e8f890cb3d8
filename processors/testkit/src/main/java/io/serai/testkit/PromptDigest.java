package io.serai.testkit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts the tokens of a prompt and hashes its blocks while the bytes go by.
 *
 * <p>The rule: a token is four bytes of UTF-8, rounded up. The bytes of a chat are, in the order of the body, every
 * string under {@code role}, {@code name}, {@code content}, {@code text}, {@code arguments} and {@code
 * reasoning_content} inside {@code messages}, each followed by one newline, and at the end {@code "assistant\n"}. A
 * completion is its prompt as it is; a token id counts as one token.
 *
 * <p>A block's hash covers all blocks before it, so equal hashes mean equal prefixes. Only full blocks are hashed, and
 * only while there is a single prompt: batches are never cached.
 */
final class PromptDigest {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final byte[] block;
    private int filled;
    private long chain = 1;
    private long[] hashes = new long[16];
    private int hashed;
    private boolean hashing;

    private int items;
    private int closedTokens;
    private long itemBytes;

    /** @param blockTokens tokens of one cache block; 0 counts without hashing */
    PromptDigest(int blockTokens) {
        block = new byte[blockTokens * Words.TOKEN_BYTES];
        hashing = blockTokens > 0;
    }

    /** Starts the next prompt of a batch; the first call starts the only prompt of most requests. */
    void newItem() {
        closedTokens += itemTokens();
        itemBytes = 0;
        items++;
        if (items > 1) {
            hashing = false;
            hashed = 0;
        }
    }

    void text(byte[] bytes, int offset, int length) {
        itemBytes += length;
        int from = offset;
        int left = hashing ? length : 0;
        while (left > 0) {
            int part = Math.min(left, block.length - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == block.length) {
                closeBlock();
            }
        }
    }

    void tokenId(long id) {
        byte[] bytes = {(byte) id, (byte) (id >> 8), (byte) (id >> 16), (byte) (id >> 24)};
        text(bytes, 0, bytes.length);
    }

    private void closeBlock() {
        long hash = chain;
        int i = 0;
        for (; i + Long.BYTES <= block.length; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(block, i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        for (; i < block.length; i++) {
            hash = (hash ^ block[i]) * MULTIPLIER;
        }
        chain = hash ^ (hash >>> 32);
        if (hashed == hashes.length) {
            hashes = Arrays.copyOf(hashes, hashed * 2);
        }
        hashes[hashed++] = chain;
        filled = 0;
    }

    private int itemTokens() {
        return (int) Math.min(Integer.MAX_VALUE / 2, (itemBytes + Words.TOKEN_BYTES - 1) / Words.TOKEN_BYTES);
    }

    /** Prompts of the request, at least 1. */
    int items() {
        return Math.max(1, items);
    }

    /** Tokens of all prompts together. */
    int tokens() {
        return closedTokens + itemTokens();
    }

    int blocks() {
        return hashed;
    }

    long hash(int blockIndex) {
        return hashes[blockIndex];
    }
}
