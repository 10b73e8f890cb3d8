package io.serai.core;

import java.util.zip.CRC32C;

/**
 * Chained hashes of a prompt's bytes, so that two prompts with a common beginning have a common beginning of hashes.
 * Hash {@code i} stands for everything up to the end of block {@code i}: a set of hashes is a prefix tree.
 *
 * <p>Blocks grow with their offset, so that a long prompt has hundreds of blocks, not thousands: 128 bytes up to 8 KiB,
 * 512 up to 64 KiB, 4096 behind that. A last block that is not full is not hashed: it would never match a longer
 * prompt.
 */
public final class PromptPrefix {
    /** No prompt. */
    public static final PromptPrefix EMPTY = new PromptPrefix(new long[0], new int[0], 0);

    private static final int FINE_END = 8 << 10;
    private static final int MIDDLE_END = 64 << 10;

    private final long[] hashes;
    private final int[] ends;
    private final int bytes;

    private PromptPrefix(long[] hashes, int[] ends, int bytes) {
        this.hashes = hashes;
        this.ends = ends;
        this.bytes = bytes;
    }

    /**
     * Fingerprint of the given pieces, one behind the other.
     *
     * @param seed  separates prompts that must never match, for example by model
     * @param array the body
     * @param spans pieces of it in the order in which an engine renders them
     */
    public static PromptPrefix of(String seed, byte[] array, Span... spans) {
        int total = 0;
        for (Span span : spans) {
            total += span.length();
        }
        if (total == 0) {
            return EMPTY;
        }
        return new Chain(total, seed).over(array, spans);
    }

    /** Number of full blocks. */
    public int blocks() {
        return hashes.length;
    }

    /** Hash of everything up to the end of block {@code block}. */
    public long hash(int block) {
        return hashes[block];
    }

    /** Bytes from the beginning to the end of block {@code block}. */
    public int end(int block) {
        return ends[block];
    }

    /** All bytes, with the last block that is not full. */
    public int bytes() {
        return bytes;
    }

    private static int blockSize(int offset) {
        return offset < FINE_END ? 128 : offset < MIDDLE_END ? 512 : 4096;
    }

    private static int blocksIn(int total) {
        int fine = Math.min(total, FINE_END) / 128;
        int middle = total <= FINE_END ? 0 : (Math.min(total, MIDDLE_END) - FINE_END) / 512;
        int coarse = total <= MIDDLE_END ? 0 : (total - MIDDLE_END) / 4096;
        return fine + middle + coarse;
    }

    /** Builds the hashes: CRC32C of each block (vectorised by the JVM), chained by a 64-bit mix. */
    private static final class Chain {
        private final CRC32C crc = new CRC32C();
        private final long[] hashes;
        private final int[] ends;
        private final int total;
        private long chained;
        private int block;
        private int offset;
        private int missing = blockSize(0);

        Chain(int total, String seed) {
            this.total = total;
            this.hashes = new long[blocksIn(total)];
            this.ends = new int[hashes.length];
            this.chained = mix(seed.hashCode());
        }

        PromptPrefix over(byte[] array, Span[] spans) {
            for (Span span : spans) {
                for (int at = span.start(); at < span.end() && block < hashes.length; ) {
                    int taken = Math.min(missing, span.end() - at);
                    crc.update(array, at, taken);
                    at += taken;
                    advance(taken);
                }
            }
            return new PromptPrefix(hashes, ends, total);
        }

        private void advance(int taken) {
            offset += taken;
            missing -= taken;
            if (missing == 0) {
                chained = mix(chained * 31 + crc.getValue());
                hashes[block] = chained;
                ends[block] = offset;
                block++;
                crc.reset();
                missing = blockSize(offset);
            }
        }

        /** The finaliser of SplitMix64. */
        private static long mix(long value) {
            long z = value + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
