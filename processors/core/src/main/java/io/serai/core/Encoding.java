package io.serai.core;

/**
 * Token ids with their places.
 *
 * @param ids    token ids
 * @param starts for each id, index of its first UTF-16 unit in the text; a token that is part of a character starts
 *               where the character does
 * @param ends   for each id, index behind its last UTF-16 unit
 */
public record Encoding(int[] ids, int[] starts, int[] ends) {
    /** Number of tokens. */
    public int length() {
        return ids.length;
    }
}
