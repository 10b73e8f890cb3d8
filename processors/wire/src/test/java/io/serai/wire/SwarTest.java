package io.serai.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SwarTest {
    /** Every byte value at every place of every word and behind the last one. */
    @Test
    void findsEveryByteAtEveryOffset() {
        for (int value = 0; value < 256; value++) {
            boolean plain = value >= 0x20 && value < 0x80 && value != '"' && value != '\\';
            boolean lineEnd = value == '\n' || value == '\r';
            boolean digit = value >= '0' && value <= '9';
            for (int at = 0; at < 75; at++) {
                byte[] text = filled('x', at, value);
                assertThat(Swar.plainEnd(text, 0, text.length)).isEqualTo(plain ? text.length : at);
                assertThat(Swar.lineEnd(text, 0, text.length)).isEqualTo(lineEnd ? at : text.length);
                assertThat(Swar.colonOrLineEnd(text, 0, text.length))
                        .isEqualTo(lineEnd || value == ':' ? at : text.length);
                byte[] number = filled('7', at, value);
                assertThat(Swar.digitsEnd(number, 0, number.length)).isEqualTo(digit ? number.length : at);
            }
        }
    }

    private static byte[] filled(char with, int at, int value) {
        byte[] text = new byte[77];
        Arrays.fill(text, (byte) with);
        text[at] = (byte) value;
        return text;
    }

    /** A flag must not be carried into a byte below the first hit, nor past the end. */
    @Test
    void staysWithinItsBounds() {
        byte[] text = "aaaa\"bbbb\"cccc\"dddd\"eeee\"ffff\"".getBytes(UTF_8);
        for (int from = 0; from < text.length; from++) {
            for (int to = from; to <= text.length; to++) {
                int expected = from;
                while (expected < to && text[expected] != '"') {
                    expected++;
                }
                assertThat(Swar.plainEnd(text, from, to)).isEqualTo(expected);
            }
        }
    }

    /** All pairs of bytes behind all leading bytes, as far as they matter, against the JDK's decoder. */
    @Test
    void validatesUtf8AsTheJdkDoes() {
        int[] second = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
        for (int lead = 0x80; lead < 256; lead++) {
            for (int b : second) {
                check(lead, b);
                for (int c : second) {
                    check(lead, b, c);
                    check(lead, b, c, 0x80);
                    check(lead, b, c, 0x7F);
                    check(lead, b, c, 0xC0);
                }
            }
        }
    }

    private static void check(int... values) {
        byte[] text = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            text[i] = (byte) values[i];
        }
        assertThat(valid(text)).as(Arrays.toString(values)).isEqualTo(decodes(text));
    }

    private static boolean valid(byte[] text) {
        int p = 0;
        while (p >= 0 && p < text.length) {
            p = text[p] >= 0 ? p + 1 : Utf8.skip(text, p, text.length);
        }
        return p == text.length;
    }

    private static boolean decodes(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
