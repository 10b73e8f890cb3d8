package io.serai.onnx.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Probabilities by label. A cache holds thousands of these: boxed ones would take ten times as much. */
final class LabelScores extends AbstractMap<String, Double> {
    private final Names names;
    private final float[] scores;

    /** Labels of a head, shared by all its answers. */
    record Names(List<String> labels, Map<String, Integer> places) {
        static Names of(List<String> labels) {
            var places = new HashMap<String, Integer>();
            for (String label : labels) {
                places.put(label, places.size());
            }
            return new Names(labels, Map.copyOf(places));
        }
    }

    LabelScores(Names names, double[] probabilities) {
        this.names = names;
        this.scores = new float[probabilities.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) probabilities[i];
        }
    }

    @Override
    public @Nullable Double get(@Nullable Object label) {
        Integer place = label == null ? null : names.places().get(label);
        return place == null ? null : (double) scores[place];
    }

    @Override
    public boolean containsKey(@Nullable Object label) {
        return label != null && names.places().containsKey(label);
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return scores.length;
            }

            @Override
            public Iterator<Entry<String, Double>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Entry<String, Double>> entries() {
        var labels = names.labels().iterator();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return labels.hasNext();
            }

            @Override
            public Entry<String, Double> next() {
                return Map.entry(labels.next(), (double) scores[next++]);
            }
        };
    }
}
