package io.serai.onnx;

import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import io.serai.onnx.model.OnnxModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A model that sees what the live one sees. What it says is compared and counted, never used. */
final class ShadowCandidate {
    private static final double SCORE_TOLERANCE = 0.1;
    private static final double LEAST_COSINE = 0.95;

    private final OnnxModel model;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    private record Count(LongAdder compared, LongAdder agreed) {}

    ShadowCandidate(OnnxModel model) {
        this.model = model;
    }

    OnnxModel model() {
        return model;
    }

    /** Compares the heads that both have. */
    void compare(Map<String, Signal> live, Map<String, Signal> said) {
        live.forEach((head, signal) -> {
            Signal other = said.get(head);
            if (other != null) {
                count(head, agree(signal, other));
            }
        });
    }

    /** It failed on a text about which the live model could say {@code heads}. */
    void disagreed(Set<String> heads) {
        heads.stream().filter(model.manifest().headNames()::contains).forEach(head -> count(head, false));
    }

    private void count(String head, boolean agreed) {
        Count count = counts.computeIfAbsent(head, _ -> new Count(new LongAdder(), new LongAdder()));
        count.compared().increment();
        count.agreed().add(agreed ? 1 : 0);
    }

    /** By head. */
    Map<String, Agreement> agreement() {
        var agreement = new HashMap<String, Agreement>();
        counts.forEach((head, count) -> agreement.put(
                head, new Agreement(count.compared().sum(), count.agreed().sum())));
        return Map.copyOf(agreement);
    }

    static boolean agree(Signal one, Signal other) {
        return switch (one) {
            case Signal.Label label ->
                other instanceof Signal.Label said && said.label().equals(label.label());
            case Signal.Degree degree ->
                other instanceof Signal.Degree said
                        && said.band().equals(degree.band())
                        && Math.abs(said.score() - degree.score()) <= SCORE_TOLERANCE;
            case Signal.Vector vector -> other instanceof Signal.Vector said && near(vector.values(), said.values());
            case Signal.Spans spans ->
                other instanceof Signal.Spans said && places(spans.spans()).equals(places(said.spans()));
        };
    }

    private static boolean near(float[] one, float[] other) {
        if (one.length != other.length) {
            return false;
        }
        double cosine = 0;
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            cosine += one[i] * other[i];
            squares += one[i] * one[i] + other[i] * other[i];
        }
        return squares == 0 || cosine >= LEAST_COSINE;
    }

    private record Spot(String type, int start, int end) {}

    private static List<Spot> places(List<PiiSpan> spans) {
        return spans.stream()
                .map(span -> new Spot(span.type(), span.start(), span.end()))
                .toList();
    }
}
