package io.serai.tokens.hf;

/** Rewrites a piece of text before it is cut into words; keeps its alignment. Stateless and thread-safe. */
public interface Normalizer {
    /** The rewritten text; {@code text} itself where nothing changes. */
    AlignedText normalize(AlignedText text);
}
