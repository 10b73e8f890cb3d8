package io.serai.tokens.hf;

/**
 * A token that is looked for before the model.
 *
 * @param id         its id
 * @param content    its spelling
 * @param special    whether decoding may leave it out
 * @param singleWord whether it counts only where no word character stands beside it
 * @param stripLeft  whether it takes the white space before it
 * @param stripRight whether it takes the white space behind it
 * @param normalized whether it is looked for in normalized text
 */
record AddedToken(
        int id,
        String content,
        boolean special,
        boolean singleWord,
        boolean stripLeft,
        boolean stripRight,
        boolean normalized) {}
