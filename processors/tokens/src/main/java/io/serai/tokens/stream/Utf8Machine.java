package io.serai.tokens.stream;

/**
 * Decodes UTF-8 that comes in pieces. A character is given out with its last byte; U+FFFD, one for each maximal part of
 * a character, with the first byte that cannot go on what came before. Half a surrogate is held for a byte longer than
 * need be, as the engines' own streams do.
 */
final class Utf8Machine {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int NEVER = 0x100;

    private final boolean endsWithEachByte;
    private int held;
    private int missing;
    private int codePoint;
    private int lowest;
    private int highest;
    private boolean replaced;

    /** @param endsWithEachByte whether a character that was begun ends as U+FFFD for each of its bytes, not as one */
    Utf8Machine(boolean endsWithEachByte) {
        this.endsWithEachByte = endsWithEachByte;
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
            replaceHeld(endsWithEachByte ? held : parts(), out);
        }
    }

    /** Whether a character has begun that is not complete. */
    boolean holds() {
        return missing > 0;
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
            replaceHeld(parts(), out);
        }
        if (b < 0x80) {
            out.append((char) b);
        } else {
            begin(b, out);
        }
    }

    private void next(int b, StringBuilder out) {
        codePoint = codePoint << 6 | (b & 0x3F);
        held++;
        missing--;
        lowest = surrogate() ? NEVER : 0x80;
        highest = 0xBF;
        if (missing == 0) {
            held = 0;
            out.appendCodePoint(codePoint);
        }
    }

    /** First byte of a character. The bounds of the second keep out overlong forms and what is too high. */
    private void begin(int b, StringBuilder out) {
        if (b < 0xC2 || b > 0xF4) {
            replaced = true;
            out.append(REPLACEMENT);
            return;
        }
        held = 1;
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xF4 ? 0x8F : 0xBF;
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        codePoint = b & (b < 0xE0 ? 0x1F : b < 0xF0 ? 0x0F : 0x07);
    }

    /** Half a surrogate is no part of a character: each of its bytes stands alone. */
    private int parts() {
        return surrogate() ? 2 : 1;
    }

    private boolean surrogate() {
        return held == 2 && missing == 1 && codePoint >= 0x360 && codePoint <= 0x37F;
    }

    private void replaceHeld(int times, StringBuilder out) {
        out.repeat(REPLACEMENT, times);
        replaced = true;
        held = 0;
        missing = 0;
    }
}
