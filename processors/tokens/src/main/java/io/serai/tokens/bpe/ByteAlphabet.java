package io.serai.tokens.bpe;

import org.jspecify.annotations.Nullable;

/**
 * The byte-level alphabet: each byte as a visible character. Printable Latin-1 stands for itself, the other 68 bytes
 * for U+0100 and up in order (a space is U+0120).
 */
public final class ByteAlphabet {
    private static final char[] CHARS = new char[256];
    private static final short[] BYTES = new short[256 + 68];

    static {
        java.util.Arrays.fill(BYTES, (short) -1);
        char next = 256;
        for (int value = 0; value < 256; value++) {
            boolean visible = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            CHARS[value] = visible ? (char) value : next++;
            BYTES[CHARS[value]] = (short) value;
        }
    }

    private ByteAlphabet() {}

    /** The character for byte {@code value}, 0 to 255. */
    public static char character(int value) {
        return CHARS[value];
    }

    /** The byte, 0 to 255, that {@code character} stands for; -1 if none. */
    public static int value(char character) {
        return character < BYTES.length ? BYTES[character] : -1;
    }

    /** The bytes that {@code token} stands for; null if a character of it is outside the alphabet. */
    public static byte @Nullable [] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            int value = value(token.charAt(i));
            if (value < 0) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }
}
