package io.serai.testkit;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** What a model is made to say: text of its own dialect, in pieces that are a token each. Immutable. */
final class RawAnswer {
    static final int PIECE_CHARS = 4;

    /** Each as it stands within a JSON string. */
    private final List<byte[]> pieces;

    private RawAnswer(List<byte[]> pieces) {
        this.pieces = pieces;
    }

    static RawAnswer of(List<String> pieces) {
        return new RawAnswer(pieces.stream().map(RawAnswer::escaped).toList());
    }

    /** The text itself, in the usual pieces. */
    static RawAnswer repeating(String text) {
        return of(cut(text, PIECE_CHARS));
    }

    private static byte[] escaped(String piece) {
        String quoted = Ascii.quoted(piece);
        return Ascii.bytes(quoted.substring(1, quoted.length() - 1));
    }

    /** {@code text} in pieces of {@code chars} UTF-16 units; no character is cut. */
    static List<String> cut(String text, int chars) {
        var pieces = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + chars, text.length());
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    int size() {
        return pieces.size();
    }

    void write(ByteBuf out, int token) {
        out.writeBytes(pieces.get(token));
    }

    void writeAll(ByteBuf out, int tokens) {
        for (int token = 0; token < tokens; token++) {
            write(out, token);
        }
    }
}
