package io.serai.wire;

/**
 * Exact UTF-8 validation (Unicode 16, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. Lenient
 * decoders differ in what they make of such bytes, so a filter in front of one can be walked around with them.
 */
final class Utf8 {
    private Utf8() {}

    /**
     * Skips a run of non-ASCII characters.
     *
     * @return offset of the first ASCII byte or {@code end}; if a sequence is invalid, {@code -1 -} its offset
     */
    static int skip(byte[] a, int from, int end) {
        int p = from;
        while (p < end && a[p] < 0) {
            int length = sequence(a, p, end - p);
            if (length == 0) {
                return -1 - p;
            }
            p += length;
        }
        return p;
    }

    /** Length of the sequence at {@code p}, 0 if it is invalid or cut off. */
    private static int sequence(byte[] a, int p, int left) {
        int lead = a[p] & 0xFF;
        if (lead >= 0xE0 && lead < 0xF0) {
            return left >= 3 && three(lead, a[p + 1], a[p + 2]) ? 3 : 0;
        }
        if (lead < 0xE0) {
            return lead >= 0xC2 && left >= 2 && tail(a[p + 1]) ? 2 : 0;
        }
        return left >= 4 && four(lead, a[p + 1], a[p + 2], a[p + 3]) ? 4 : 0;
    }

    private static boolean three(int lead, byte second, byte third) {
        boolean overlong = lead == 0xE0 && second < (byte) 0xA0;
        boolean surrogate = lead == 0xED && second >= (byte) 0xA0;
        return tail(second) && tail(third) && !overlong && !surrogate;
    }

    private static boolean four(int lead, byte second, byte third, byte fourth) {
        boolean overlong = lead == 0xF0 && second < (byte) 0x90;
        boolean tooHigh = lead > 0xF4 || (lead == 0xF4 && second >= (byte) 0x90);
        return tail(second) && tail(third) && tail(fourth) && !overlong && !tooHigh;
    }

    /** Whether {@code b} is 0x80 to 0xBF; bytes are signed. */
    private static boolean tail(byte b) {
        return b < (byte) 0xC0;
    }
}
