package io.serai.tokens.stream;

/** What a vocabulary that marks words by a space before them does with the space at the start of the text. */
public enum LeadingSpace {
    /** It stays: byte-level vocabularies, Gemma. */
    KEPT,
    /** One space at the start of the text goes, whatever tokens it is made of: Llama-2 and its kin. */
    ONE_OFF_TEXT,
    /** Each space of the first token goes, one within it too: vocabularies with a {@code Metaspace} decoder. */
    ALL_OFF_FIRST_TOKEN
}
