package io.serai.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches that look at eight bytes at a time.
 *
 * <p>Subtracting 1 from every byte of a word sets the high bit of a byte that was zero, and a borrow can only disturb
 * bytes above it. The lowest flagged byte is therefore always a true hit, which is all that a search needs.
 */
public final class Swar {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long HIGH_NIBBLES = 0xF0F0F0F0F0F0F0F0L;

    private Swar() {}

    /** Eight bytes of {@code a} from {@code at}; the first is the lowest. */
    static long word(byte[] a, int at) {
        return (long) LONG.get(a, at);
    }

    /**
     * Offset of the first byte that does not stand for itself in a JSON string (a quote, a backslash, a control
     * character or anything outside ASCII), or {@code end}.
     */
    static int plainEnd(byte[] a, int from, int end) {
        int p = from;
        if (p <= end - 8) {
            long hits = special(word(a, p)) & HIGH;
            if (hits != 0) {
                return p + firstByte(hits);
            }
            p = plainBlocks(a, p + 8, end);
        }
        for (; p <= end - 8; p += 8) {
            long hits = special(word(a, p)) & HIGH;
            if (hits != 0) {
                return p + firstByte(hits);
            }
        }
        while (p < end && isPlain(a[p])) {
            p++;
        }
        return p;
    }

    private static int plainBlocks(byte[] a, int from, int end) {
        int p = from;
        for (; p <= end - 32; p += 32) {
            long hits =
                    special(word(a, p)) | special(word(a, p + 8)) | special(word(a, p + 16)) | special(word(a, p + 24));
            if ((hits & HIGH) != 0) {
                break;
            }
        }
        return p;
    }

    /** Flags in the high bits. XOR with 2 swaps 0x20 and 0x22, so that quote and controls become one range. */
    private static long special(long word) {
        return ((word ^ (ONES * 0x02)) - ONES * 0x21) | ((word ^ (ONES * '\\')) - ONES) | word;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    /** Offset of the first CR or LF, or {@code end}. */
    public static int lineEnd(byte[] a, int from, int end) {
        int p = from;
        for (; p <= end - 8; p += 8) {
            long word = word(a, p);
            long hits = zeroes(word ^ (ONES * '\n')) | zeroes(word ^ (ONES * '\r'));
            if (hits != 0) {
                return p + firstByte(hits);
            }
        }
        while (p < end && a[p] != '\n' && a[p] != '\r') {
            p++;
        }
        return p;
    }

    /** Offset of the first colon, CR or LF, or {@code end}. */
    static int colonOrLineEnd(byte[] a, int from, int end) {
        int p = from;
        for (; p <= end - 8; p += 8) {
            long word = word(a, p);
            long hits = zeroes(word ^ (ONES * ':')) | zeroes(word ^ (ONES * '\n')) | zeroes(word ^ (ONES * '\r'));
            if (hits != 0) {
                return p + firstByte(hits);
            }
        }
        while (p < end && a[p] != ':' && a[p] != '\n' && a[p] != '\r') {
            p++;
        }
        return p;
    }

    /** Offset of the first byte that is not a digit, or {@code end}. */
    static int digitsEnd(byte[] a, int from, int end) {
        int p = from;
        while (p <= end - 8 && allDigits(word(a, p))) {
            p += 8;
        }
        while (p < end && a[p] >= '0' && a[p] <= '9') {
            p++;
        }
        return p;
    }

    private static boolean allDigits(long word) {
        long highNibbles = word & HIGH_NIBBLES;
        long ninesCarry = (word + ONES * 0x06) & HIGH_NIBBLES;
        return highNibbles == ONES * 0x30 && ninesCarry == ONES * 0x30;
    }

    private static long zeroes(long word) {
        return (word - ONES) & ~word & HIGH;
    }

    private static int firstByte(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }
}
