package io.serai.tokens.stream;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the detokenizer for a kind of vocabulary. The functions given are asked once per token on the hot path: they
 * should look up a table and return the same array or string each time, which is not kept and not changed here.
 */
public final class TextStreams {
    private TextStreams() {}

    /**
     * For vocabularies whose tokens are bytes: byte-level BPE and tiktoken files. The text is that of the joined bytes,
     * over skipped tokens too, with one U+FFFD for each maximal part of a character.
     *
     * @param bytes   what each id stands for, added tokens included; empty for an unknown id
     * @param special which ids {@code skipSpecialTokens} leaves out
     */
    public static Detokenizer byteLevel(IntFunction<byte[]> bytes, IntPredicate special) {
        return skip -> new ByteStream(
                bytes, skip ? special : ByteStream.NONE, ByteStream.ALL, new Utf8Machine(false), LeadingSpace.KEPT);
    }

    /**
     * For vocabularies whose tokens are text, beside which single bytes have tokens such as {@code <0x0A>}: Gemma,
     * Llama-2, SentencePiece models. A run of byte tokens that is cut off
     * within a character ends in a U+FFFD for each byte of it; in {@link Detokenizer#decode}, a run that is no UTF-8 is
     * U+FFFD for each byte as a whole.
     *
     * @param bytes     what each id stands for, with spaces for U+2581; empty for an unknown id
     * @param byteToken which ids are such byte tokens
     * @param special   which ids {@code skipSpecialTokens} leaves out
     */
    public static Detokenizer byteFallback(
            IntFunction<byte[]> bytes, IntPredicate byteToken, IntPredicate special, LeadingSpace leadingSpace) {
        return new ByteFallbackDetokenizer(bytes, byteToken, special, leadingSpace);
    }

    /**
     * For WordPiece, and for vocabularies without a decoder: a space before each token but the first, none before one
     * that continues a word.
     *
     * @param pieces       spelling of each id; null for an unknown id
     * @param special      which ids {@code skipSpecialTokens} leaves out
     * @param continuation what a piece that continues a word begins with, such as {@code ##}; empty if none does
     * @param cleanup      whether spaces before punctuation and English contractions go
     */
    public static Detokenizer wordPiece(
            IntFunction<@Nullable String> pieces, IntPredicate special, String continuation, boolean cleanup) {
        return skip -> new WordPieceStream(pieces, skip ? special : ByteStream.NONE, continuation, cleanup);
    }

    /**
     * For vocabularies whose pieces end in a suffix where a word ends, which is a space unless the text ends: the BPE of
     * CLIP and of early GPT.
     *
     * @param pieces  spelling of each id; null for an unknown id
     * @param special which ids {@code skipSpecialTokens} leaves out
     * @param suffix  such as {@code </w>}; not empty
     */
    public static Detokenizer wordEnds(IntFunction<@Nullable String> pieces, IntPredicate special, String suffix) {
        if (suffix.isEmpty()) {
            throw new IllegalArgumentException("the suffix of words is empty");
        }
        return skip -> new WordEndStream(pieces, skip ? special : ByteStream.NONE, suffix);
    }
}
