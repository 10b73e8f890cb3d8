package io.serai.tokens.hf;

/**
 * Two texts as one input, for models that compare them.
 *
 * @param ids     token ids of both, with what stands around and between them
 * @param typeIds for each id, which text it counts to: 0 for the first, 1 for the second, in most models
 */
public record TokenPair(int[] ids, int[] typeIds) {}
