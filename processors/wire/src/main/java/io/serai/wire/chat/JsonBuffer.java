package io.serai.wire.chat;

import java.util.Arrays;

/** Bytes of JSON that are being written. Reusable; not thread-safe. */
public final class JsonBuffer {
    private static final byte[] NOTHING = {};
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /** A character takes six bytes at most, as an escape. */
    private static final int MOST_BYTES_PER_CHAR = 6;

    private byte[] bytes = NOTHING;
    private int length;

    /** Bytes written since the last {@link #take}. */
    public int length() {
        return length;
    }

    /** Copies bytes. */
    public JsonBuffer raw(byte[] from, int start, int end) {
        int count = end - start;
        room(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        return this;
    }

    /** ASCII as it is. */
    @SuppressWarnings("deprecation") // the one method that copies Latin-1 without a detour
    public JsonBuffer ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** A number. */
    public JsonBuffer number(int value) {
        return ascii(Integer.toString(value));
    }

    /** A JSON string with its quotes. A lone surrogate, which UTF-8 cannot carry, is escaped. */
    public JsonBuffer quoted(CharSequence text) {
        room(2 + Math.multiplyExact(text.length(), MOST_BYTES_PER_CHAR));
        put('"');
        int count = text.length();
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                four(Character.toCodePoint(c, text.charAt(i)));
            } else {
                other(c);
            }
        }
        put('"');
        return this;
    }

    private void other(char c) {
        switch (c) {
            case '"', '\\' -> escaped(c);
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    unicode(c);
                } else if (c < 0x80) {
                    put(c);
                } else if (c < 0x800) {
                    put(0xC0 | (c >> 6));
                    put(0x80 | (c & 0x3F));
                } else {
                    put(0xE0 | (c >> 12));
                    put(0x80 | ((c >> 6) & 0x3F));
                    put(0x80 | (c & 0x3F));
                }
            }
        }
    }

    private void four(int codePoint) {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }

    private void escaped(char c) {
        put('\\');
        put(c);
    }

    private void unicode(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(c >> shift) & 0xF]);
        }
    }

    private void put(int b) {
        bytes[length++] = (byte) b;
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, 1 << 20) + 256));
        }
    }

    /** What was written; begins anew. */
    public byte[] take() {
        byte[] taken = length == 0 ? NOTHING : Arrays.copyOf(bytes, length);
        length = 0;
        if (bytes.length > 1 << 16) {
            bytes = NOTHING;
        }
        return taken;
    }
}
