package io.serai.core;

import org.jspecify.annotations.Nullable;

/**
 * Text to token ids and back, for one vocabulary. Thread-safe: nothing is kept between calls.
 *
 * <p>Added tokens that are spelled out in a text (such as {@code <|im_end|>}) become their own ids, as the engines'
 * tokenizers have it.
 */
public interface Tokenizer {
    /**
     * Ids of {@code text}.
     *
     * @param addSpecialTokens whether to add what the tokenizer puts around a text (BOS, {@code [CLS]} ...); false for
     *                         a prompt that a chat template has rendered
     */
    int[] encode(String text, boolean addSpecialTokens);

    /** As {@link #encode}, with the place of each token in {@code text}. */
    Encoding encodeWithOffsets(String text, boolean addSpecialTokens);

    /** Text of {@code ids}; bytes that are no UTF-8 become U+FFFD. Ids outside the vocabulary give nothing. */
    String decode(int[] ids, boolean skipSpecialTokens);

    /** Decodes ids as they come; for one stream and one thread. */
    TextStream stream(boolean skipSpecialTokens);

    /** What token {@code id} stands for in UTF-8, a leading space included; empty for an unknown id. */
    byte[] bytes(int id);

    /** Spelling of {@code id} in the vocabulary (byte-level alphabets are not undone); null for an unknown id. */
    @Nullable
    String token(int id);

    /** Id of the token that is spelled so in the vocabulary; -1 where there is none. */
    int id(String token);

    /** Whether {@code id} is a special token, which {@code skipSpecialTokens} leaves out. */
    boolean special(int id);

    /** One more than the highest id, added tokens included. */
    int vocabularySize();

    /** Which code serves: {@code bpe}, {@code wordpiece}, {@code unigram}, {@code tiktoken} or {@code djl}. */
    String implementation();

    /**
     * The next place behind {@code from} at which {@code text} may be cut: what stands before and after it is encoded
     * on its own, whatever stands on the other side. Such places are the ends of added tokens.
     *
     * @param from an index into {@code text}
     * @return an index above {@code from}, or -1 if there is none
     */
    default int nextBoundary(String text, int from) {
        return -1;
    }

    /**
     * Ids of {@code text} from {@code from}, which is 0 or a boundary, to {@code to}, which is the end or a boundary;
     * without what {@code addSpecialTokens} adds.
     */
    default int[] encodeBetween(String text, int from, int to) {
        if (from != 0 || to != text.length()) {
            throw new IllegalArgumentException("no boundary at " + from + " or " + to);
        }
        return encode(text, false);
    }
}
