package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes text and numbers into a buffer without making strings. */
final class Ascii {
    static final byte[] DATA = bytes("data: ");
    static final byte[] EVENT_END = bytes("\n\n");
    static final byte[] DONE = bytes("data: [DONE]\n\n");

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void number(ByteBuf out, long value) {
        if (value < 0) {
            out.writeByte('-');
            number(out, -value);
            return;
        }
        long divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.writeByte((int) ('0' + value / divisor % 10));
        }
    }

    static void hex6(ByteBuf out, int at, int value) {
        for (int i = 0; i < 6; i++) {
            out.setByte(at + i, "0123456789abcdef".charAt((value >> (20 - 4 * i)) & 15));
        }
    }

    /** A JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
