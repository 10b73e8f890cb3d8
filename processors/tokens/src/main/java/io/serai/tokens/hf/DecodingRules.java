package io.serai.tokens.hf;

/**
 * What a stream decoder must know of a tokenizer besides {@link io.serai.core.Tokenizer#bytes}.
 *
 * @param kind          how tokens become text
 * @param leadingSpaces how many spaces, at most, are dropped from the start of the whole text (Llama-2: 1)
 * @param cleanUp       whether the WordPiece decoder's clean-up of spaces before punctuation applies
 */
public record DecodingRules(DecoderKind kind, int leadingSpaces, boolean cleanUp) {}
