package io.serai.tokens.hf;

/** How tokens become text: what one who decodes them one by one must know. */
public enum DecoderKind {
    /** Tokens are bytes ({@code Tokenizer.bytes}); the text is their concatenation read as UTF-8. */
    BYTE_LEVEL,
    /**
     * Tokens are text, but {@code <0xNN>} is a byte; a run of these that is no UTF-8 becomes one U+FFFD a byte.
     * {@code Tokenizer.bytes} has spaces in place of {@code U+2581} already.
     */
    BYTE_FALLBACK,
    /** Words with a space before each that is no continuation ({@code ##ing}), and English punctuation cleaned up. */
    WORDPIECE,
    /** {@code U+2581} is a space; the first one of the text is dropped. */
    METASPACE,
    /** Tokens are text and are put one after the other. */
    TEXT,
    /** No decoder at all: tokens are joined by spaces. */
    SPACED
}
