package io.serai.tokens.wordpiece;

/**
 * One row of what an encoder takes.
 *
 * @param ids       token ids, padding included
 * @param attention 1 for each token, 0 for padding
 */
public record EncoderInput(int[] ids, int[] attention) {
    /** Number of tokens, padding included. */
    public int length() {
        return ids.length;
    }
}
