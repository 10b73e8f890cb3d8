package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one message of the protocol-buffers wire format, one after the other. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int to;
    private int at;
    private int tag;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Number of the next field; 0 at the end. Its value must then be read or skipped. */
    int next() throws TokenizerFormatException {
        if (at == to) {
            return 0;
        }
        tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw broken("field number 0");
        }
        return tag >>> 3;
    }

    int number() throws TokenizerFormatException {
        expect(VARINT);
        return (int) varint();
    }

    boolean flag() throws TokenizerFormatException {
        return number() != 0;
    }

    float real() throws TokenizerFormatException {
        expect(FIXED32);
        int from = take(4);
        return Float.intBitsToFloat((bytes[from] & 0xFF)
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24);
    }

    String text() throws TokenizerFormatException {
        expect(BYTES);
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    byte[] bytes() throws TokenizerFormatException {
        expect(BYTES);
        int length = length();
        byte[] copy = new byte[length];
        System.arraycopy(bytes, take(length), copy, 0, length);
        return copy;
    }

    ProtoReader message() throws TokenizerFormatException {
        expect(BYTES);
        int length = length();
        int from = take(length);
        return new ProtoReader(bytes, from, from + length);
    }

    void skip() throws TokenizerFormatException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(8);
            case BYTES -> take(length());
            case FIXED32 -> take(4);
            default -> throw broken("wire type " + (tag & 7));
        }
    }

    private void expect(int type) throws TokenizerFormatException {
        if ((tag & 7) != type) {
            throw broken("field " + (tag >>> 3) + " has wire type " + (tag & 7) + ", expected " + type);
        }
    }

    private int length() throws TokenizerFormatException {
        long length = varint();
        if (length < 0 || length > to - at) {
            throw broken("a length of " + length + " bytes, of " + (to - at) + " that are there");
        }
        return (int) length;
    }

    private int take(int count) throws TokenizerFormatException {
        if (count > to - at) {
            throw broken("the file ends within a field");
        }
        int from = at;
        at += count;
        return from;
    }

    private long varint() throws TokenizerFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes[take(1)];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than ten bytes");
    }

    private TokenizerFormatException broken(String what) {
        return new TokenizerFormatException("no SentencePiece model: " + what + " at byte " + at);
    }
}
