package io.serai.tokens.unigram;

import io.serai.tokens.TokenizerFormatException;
import io.serai.tokens.bpe.Vocabulary;
import io.serai.tokens.hf.AlignedText;
import io.serai.tokens.hf.TokenSink;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What becomes of text that no token holds.
 *
 * @param unknown id of the unknown token; -1 if there is none
 * @param bytes   ids of the byte tokens; empty where they are not used
 */
record Unknowns(int unknown, int[] bytes) {
    private static final int[] NO_BYTES = {};

    /** Byte tokens are used if asked for and all there: one that is missing would lose text. */
    static Unknowns of(Vocabulary vocabulary, int unknown, boolean byteFallback) throws TokenizerFormatException {
        if (unknown >= 0 && !vocabulary.contains(unknown)) {
            throw new TokenizerFormatException("the unknown token has id " + unknown
                    + ", which is no token; the vocabulary" + " ends at " + vocabulary.size());
        }
        int[] bytes = byteFallback ? byteTokens(vocabulary) : NO_BYTES;
        if (unknown < 0 && bytes.length == 0) {
            throw new TokenizerFormatException(
                    "the vocabulary has neither an unknown token (unk_id) nor all 256 byte tokens");
        }
        return new Unknowns(unknown, bytes);
    }

    private static int[] byteTokens(Vocabulary vocabulary) {
        int[] ids = new int[256];
        for (int b = 0; b < ids.length; b++) {
            ids[b] = vocabulary.id(String.format(Locale.ROOT, "<0x%02X>", b));
            if (ids[b] < 0) {
                return NO_BYTES;
            }
        }
        return ids;
    }

    void add(AlignedText piece, int from, int to, TokenSink sink) {
        if (bytes.length == 0) {
            sink.add(unknown, piece, from, to);
            return;
        }
        byte[] utf8 = piece.slice(from, to).toString().getBytes(StandardCharsets.UTF_8);
        for (byte b : utf8) {
            sink.add(bytes[b & 0xFF], piece, from, to);
        }
    }
}
