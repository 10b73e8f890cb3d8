package io.serai.onnx.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that a model says about a text. */
public sealed interface Head {
    /** Such as {@code intent}. */
    String name();

    /** Name of its output of the graph. */
    String output();

    /** What it may say: labels, bands or types; nothing where it says numbers. */
    default Set<String> vocabulary() {
        return switch (this) {
            case Labels head -> {
                var labels = new TreeSet<>(head.labels());
                if (head.outOfScope() != null) {
                    labels.add(head.outOfScope());
                }
                yield labels;
            }
            case Score head -> head.bands().stream().map(Band::band).collect(Collectors.toCollection(TreeSet::new));
            case Tokens head -> head.types();
            case Vector _ -> Set.of();
        };
    }

    /**
     * One label of several.
     *
     * @param labels     in the order of the logits
     * @param threshold  a best label below it is {@code outOfScope}
     * @param outOfScope the label of what belongs nowhere, which may or may not be one of {@code labels}; or null
     */
    record Labels(
            String name,
            String output,
            List<String> labels,
            double threshold,
            @Nullable String outOfScope) implements Head {}

    /**
     * A degree from 0 to 1.
     *
     * @param bands in rising order, at least one; the last one has no upper end
     */
    record Score(String name, String output, List<Band> bands) implements Head {}

    /**
     * A band of a degree.
     *
     * @param below the first score that is above the band
     */
    record Band(String band, double below) {}

    /**
     * Pieces of the text.
     *
     * @param labels   {@code O}, {@code B-X} and {@code I-X} in the order of the logits
     * @param minScore by type: spans with less are dropped
     */
    record Tokens(String name, String output, List<String> labels, Map<String, Double> minScore) implements Head {
        /** What its spans may be, such as {@code PERSON}. */
        public SortedSet<String> types() {
            var types = new TreeSet<>(Tags.of(labels).types());
            types.remove(Tags.NONE);
            return types;
        }
    }

    /**
     * An embedding.
     *
     * @param size numbers it has
     */
    record Vector(String name, String output, int size) implements Head {}
}
