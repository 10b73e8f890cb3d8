package io.serai.tokens.bpe;

/** What a word is made of before it is merged. */
interface Symbols {
    /** Puts the symbols of the word into {@code merger}. */
    void fill(char[] text, int from, int to, Merger merger);

    /** The id of the whole word, where it is a token; else -1. */
    int whole(char[] text, int from, int to);
}
