package io.serai.testkit;

/** Checks UTF-8 byte by byte, across pieces: no stray, missing, overlong or surrogate sequences. */
final class Utf8Check {
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    /** Whether no sequence is open. */
    boolean idle() {
        return missing == 0;
    }

    /** Takes a byte of a multi-byte sequence; false when it cannot be there. */
    boolean accept(byte next) {
        int b = next & 0xFF;
        if (missing == 0) {
            return lead(b);
        }
        boolean ok = b >= lowest && b <= highest;
        lowest = 0x80;
        highest = 0xBF;
        missing--;
        return ok;
    }

    private boolean lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            missing = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            missing = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            missing = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        return true;
    }

    /** Writes a code point and returns the number of bytes; a lone surrogate becomes the replacement character. */
    static int encode(int codePoint, byte[] out) {
        int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
        if (c < 0x80) {
            out[0] = (byte) c;
            return 1;
        }
        int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        for (int i = length - 1; i > 0; i--) {
            out[i] = (byte) (0x80 | (c & 0x3F));
            c >>= 6;
        }
        out[0] = (byte) ((0xF00 >> length) | c);
        return length;
    }
}
