package io.serai.tokens.bpe;

/**
 * What a BPE model does besides merging.
 *
 * @param unknown      token for a character outside the vocabulary; empty: the character is dropped
 * @param fuseUnknown  whether neighbouring unknown characters are one token
 * @param byteFallback whether a character outside the vocabulary becomes its bytes, {@code <0x00>} to {@code <0xFF>}
 * @param ignoreMerges whether a word that is a token is that token whatever the merges say
 * @param prefix       spelled before every symbol of a word but the first; empty for none
 * @param suffix       spelled behind the last symbol of a word; empty for none
 */
public record BpeOptions(
        String unknown, boolean fuseUnknown, boolean byteFallback, boolean ignoreMerges, String prefix, String suffix) {
    /** Nothing of all that. */
    public static final BpeOptions PLAIN = new BpeOptions("", false, false, false, "", "");
}
