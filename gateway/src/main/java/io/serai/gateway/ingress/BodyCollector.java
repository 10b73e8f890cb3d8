package io.serai.gateway.ingress;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers a body into one array that grows with what has really come, not with what was announced. */
final class BodyCollector {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 64 << 10;
    /** Up to this length an announcement is believed at once: growing step by step would copy each byte twice. */
    private static final int TRUSTED_BYTES = 1 << 20;

    private final long limit;
    private byte[] bytes = NOTHING;
    private int length;

    BodyCollector(long limit) {
        this.limit = Math.min(limit, Integer.MAX_VALUE - 8);
    }

    /**
     * Adds {@code part}.
     *
     * @param announced the body's announced length; negative if unknown
     * @return false if the body is above the limit; nothing is added then
     */
    boolean add(ByteBuf part, long announced) {
        int added = part.readableBytes();
        if (length + (long) added > limit) {
            return false;
        }
        if (added > 0) {
            ensure(length + added, announced);
            part.getBytes(part.readerIndex(), bytes, length, added);
            length += added;
        }
        return true;
    }

    private void ensure(int needed, long announced) {
        if (needed <= bytes.length) {
            return;
        }
        long grown = Math.max(needed, Math.max(FIRST_BYTES, 2L * bytes.length));
        long capped = announced >= needed
                ? announced <= TRUSTED_BYTES ? announced : Math.min(grown, announced)
                : Math.min(grown, limit);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, capped));
    }

    /** Bytes of memory taken so far. */
    int capacity() {
        return bytes.length;
    }

    /** Largest body taken, in bytes. */
    long limit() {
        return limit;
    }

    /** The body; the collector must not be used again. */
    byte[] take() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
