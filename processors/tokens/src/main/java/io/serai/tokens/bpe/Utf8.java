package io.serai.tokens.bpe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 of texts without lone surrogates, and texts of bytes that may be no UTF-8. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Bytes of the text from {@code from} to {@code to}. */
    public static byte[] bytes(char[] text, int from, int to) {
        byte[] bytes = new byte[(to - from) * 3];
        int size = 0;
        for (int at = from; at < to; at++) {
            int unit = text[at];
            if (unit < 0x80) {
                bytes[size++] = (byte) unit;
            } else if (unit < 0x800) {
                bytes[size++] = (byte) (0xC0 | (unit >> 6));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            } else if (Character.isHighSurrogate((char) unit)) {
                int point = Character.toCodePoint((char) unit, text[++at]);
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (point & 0x3F));
            } else {
                bytes[size++] = (byte) (0xE0 | (unit >> 12));
                bytes[size++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        return Arrays.copyOf(bytes, size);
    }

    /** Number of bytes of the text from {@code from} to {@code to}. */
    static int length(char[] text, int from, int to) {
        int length = 0;
        for (int at = from; at < to; at++) {
            length += width(text[at]);
        }
        return length;
    }

    /** Bytes that a UTF-16 unit adds: 2 for each half of a surrogate pair. */
    public static int width(char unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }

    /**
     * Text of {@code size} bytes. Each longest start of a character that is not completed, or else each single byte
     * that starts none, becomes one U+FFFD; the JDK's own decoder differs for encoded surrogates.
     */
    public static String text(byte[] bytes, int size) {
        StringBuilder text = null;
        int good = 0;
        int at = 0;
        while (at < size) {
            int length = character(bytes, at, size);
            if (length > 0) {
                at += length;
                continue;
            }
            if (text == null) {
                text = new StringBuilder(size);
            }
            text.append(new String(bytes, good, at - good, StandardCharsets.UTF_8))
                    .append(REPLACEMENT);
            at -= length;
            good = at;
        }
        String rest = new String(bytes, good, size - good, StandardCharsets.UTF_8);
        return text == null ? rest : text.append(rest).toString();
    }

    /** Length of the character at {@code at}; minus the number of bytes that are wrong together, if it is none. */
    static int character(byte[] bytes, int at, int size) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < length; i++) {
            int next = at + i < size ? bytes[at + i] & 0xFF : -1;
            if (next < low || next > high) {
                return -i;
            }
            low = 0x80;
            high = 0xBF;
        }
        return length;
    }
}
