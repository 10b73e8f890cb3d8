package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The text every answer is made of: token {@code i} is word {@code i mod 32}, three letters and a space. */
final class Words {
    static final int TOKEN_BYTES = 4;
    private static final byte[] CYCLE = ("the cat sat out and saw one big red fox run far off but not too "
                    + "hot for you can see his den low and dry all day now sun has set ")
            .getBytes(StandardCharsets.US_ASCII);
    /** Many cycles in a row, so that a long answer is a few bulk copies. */
    private static final byte[] TEXT = repeated(64);

    private Words() {}

    private static byte[] repeated(int times) {
        byte[] text = new byte[CYCLE.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(CYCLE, 0, text, i * CYCLE.length, CYCLE.length);
        }
        return text;
    }

    static void write(ByteBuf out, int token) {
        out.writeBytes(CYCLE, token * TOKEN_BYTES % CYCLE.length, TOKEN_BYTES);
    }

    /** Writes the first {@code tokens} tokens. */
    static void writeAll(ByteBuf out, int tokens) {
        int left = tokens * TOKEN_BYTES;
        while (left > 0) {
            int part = Math.min(left, TEXT.length);
            out.writeBytes(TEXT, 0, part);
            left -= part;
        }
    }

    static void digest(PromptDigest digest, int tokens) {
        int left = tokens * TOKEN_BYTES;
        while (left > 0) {
            int part = Math.min(left, TEXT.length);
            digest.text(TEXT, 0, part);
            left -= part;
        }
    }
}
