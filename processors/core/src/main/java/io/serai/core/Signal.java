package io.serai.core;

import java.util.List;
import java.util.Map;

/** What one head of a classifier makes of a text. */
public sealed interface Signal {
    /** Name and version of the model that said it, such as {@code serai-signals@1.0.0}. */
    String model();

    /**
     * One label of several.
     *
     * @param label  the chosen one; the out-of-scope label where no other is sure enough
     * @param score  probability of the best label in scope, from 0 to 1
     * @param scores probability of every label; unmodifiable, in the model's order
     */
    record Label(String label, double score, Map<String, Double> scores, String model) implements Signal {}

    /**
     * A degree, and the band it falls into.
     *
     * @param score from 0 to 1
     * @param band  such as {@code easy}
     */
    record Degree(double score, String band, String model) implements Signal {}

    /**
     * An embedding.
     *
     * @param values of length 1 in the Euclidean sense, or all 0 for a text without tokens; not to be changed
     * @param whole  whether the model's vocabulary has every character of the text. What it lacks is one unknown token,
     *               whatever it is: without that, texts that have nothing in common may have the same values
     */
    record Vector(float[] values, boolean whole, String model) implements Signal {}

    /**
     * Pieces of the text.
     *
     * @param spans in the order of the text, without overlaps
     */
    record Spans(List<PiiSpan> spans, String model) implements Signal {}
}
