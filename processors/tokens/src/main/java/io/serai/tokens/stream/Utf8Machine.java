package io.serai.tokens.stream;

/**
 * Decodes UTF-8 that comes in pieces. A character is given out with its last byte, U+FFFD with the first byte that
 * cannot go on what came before.
 */
final class Utf8Machine {
    private static final char REPLACEMENT = '\uFFFD';

    private final boolean replaceEachByte;
    private int held;
    private int missing;
    private int codePoint;
    private int lowest;
    private int highest;
    private boolean replaced;

    /** @param replaceEachByte U+FFFD for each byte rather than for each maximal part of a character */
    Utf8Machine(boolean replaceEachByte) {
        this.replaceEachByte = replaceEachByte;
    }

    /** Takes bytes of {@code bytes} from {@code from} on; appends the characters that they complete. */
    void push(byte[] bytes, int from, StringBuilder out) {
        for (int i = from; i < bytes.length; i++) {
            int b = bytes[i];
            if (b >= 0 && missing == 0) {
                out.append((char) b);
            } else {
                push(b & 0xFF, out);
            }
        }
    }

    /** No more bytes: U+FFFD for a character that was begun. */
    void end(StringBuilder out) {
        if (missing > 0) {
            replaceHeld(out);
        }
    }

    /** Whether U+FFFD has been given since the last time this was asked. */
    boolean takeReplaced() {
        boolean was = replaced;
        replaced = false;
        return was;
    }

    private void push(int b, StringBuilder out) {
        if (missing > 0) {
            if (b >= lowest && b <= highest) {
                next(b, out);
                return;
            }
            replaceHeld(out);
        }
        if (b < 0x80) {
            out.append((char) b);
        } else {
            begin(b, out);
        }
    }

    private void next(int b, StringBuilder out) {
        codePoint = codePoint << 6 | (b & 0x3F);
        lowest = 0x80;
        highest = 0xBF;
        held++;
        if (--missing == 0) {
            held = 0;
            out.appendCodePoint(codePoint);
        }
    }

    /** First byte of a character. The bounds of the second keep out overlong forms, surrogates and what is too high. */
    private void begin(int b, StringBuilder out) {
        if (b < 0xC2 || b > 0xF4) {
            replaced = true;
            out.append(REPLACEMENT);
            return;
        }
        held = 1;
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        codePoint = b & (b < 0xE0 ? 0x1F : b < 0xF0 ? 0x0F : 0x07);
    }

    private void replaceHeld(StringBuilder out) {
        out.repeat(REPLACEMENT, replaceEachByte ? held : 1);
        replaced = true;
        held = 0;
        missing = 0;
    }
}
