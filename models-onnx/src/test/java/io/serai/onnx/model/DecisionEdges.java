package io.serai.onnx.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which decisions of a golden file lie so near an edge that outputs moved by {@code tolerance} may turn them over.
 *
 * @param tolerance of a logit; probabilities move by less
 */
record DecisionEdges(double tolerance) {
    /** Whether the {@code decision} of a golden file may be the other one that {@code seen} has. */
    boolean near(Head head, JsonNode decision, Inspection seen) {
        return switch (head) {
            // Two labels that change places are as near to each other here as they were there.
            case Head.Labels labels ->
                tied(mean(seen, head.output()))
                        || Math.abs(decision.path("score").doubleValue() - labels.threshold()) <= tolerance;
            case Head.Score score ->
                score.bands().stream()
                        .anyMatch(band -> Math.abs(decision.path("score").doubleValue() - band.below()) <= tolerance);
            case Head.Tokens tokens ->
                tokens(seen, tokens).anyMatch(this::tied)
                        || nearMinScore(tokens, decision, (Signal.Spans)
                                requireNonNull(seen.signals().get(head.name())));
            case Head.Vector _ -> false;
        };
    }

    private boolean tied(double[] logits) {
        double[] sorted = logits.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] - sorted[sorted.length - 2] <= 2 * tolerance;
    }

    private boolean nearMinScore(Head.Tokens head, JsonNode golden, Signal.Spans seen) {
        return golden.valueStream()
                        .anyMatch(span -> near(
                                head,
                                span.path("type").textValue(),
                                span.path("score").doubleValue()))
                || seen.spans().stream().anyMatch((PiiSpan span) -> near(head, span.type(), span.score()));
    }

    private boolean near(Head.Tokens head, String type, double score) {
        return Math.abs(score - head.minScore().getOrDefault(type, 0.0)) <= tolerance;
    }

    /** Over the rows, weighted by their tokens of the text. */
    private static double[] mean(Inspection seen, String output) {
        List<float[]> rows = rows(seen, output);
        double[] mean = new double[rows.isEmpty() ? 0 : rows.getFirst().length];
        double tokens = 0;
        for (int row = 0; row < rows.size(); row++) {
            int weight = seen.windows().get(row).ids().length - EncodedText.Frame.TOKENS;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * rows.get(row)[i];
            }
            tokens += weight;
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= tokens;
        }
        return mean;
    }

    /** The logits of each token. */
    private static Stream<double[]> tokens(Inspection seen, Head.Tokens head) {
        int labels = head.labels().size();
        return rows(seen, head.output()).stream()
                .flatMap(row -> IntStream.range(0, row.length / labels)
                        .mapToObj(token -> IntStream.range(0, labels)
                                .mapToDouble(label -> row[token * labels + label])
                                .toArray()));
    }

    private static List<float[]> rows(Inspection seen, String output) {
        return requireNonNull(seen.outputs().get(output));
    }
}
