package io.serai.onnx.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.PiiSpan;
import io.serai.core.Signal;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Which decisions of a golden file lie so near an edge that outputs moved by {@code tolerance} may turn them over.
 *
 * @param tolerance of a logit; probabilities move by less
 */
record DecisionEdges(double tolerance) {
    /** Whether the decision about the text of {@code line} may be the other one; {@code seen} is that other one. */
    boolean near(Head head, JsonNode line, Signal seen) {
        JsonNode decision = line.path("decisions").path(head.name());
        return switch (head) {
            case Head.Labels labels ->
                tied(mean(line, head.output()))
                        || Math.abs(decision.path("score").doubleValue() - labels.threshold()) <= tolerance;
            case Head.Score score ->
                score.bands().stream()
                        .anyMatch(band -> Math.abs(decision.path("score").doubleValue() - band.below()) <= tolerance);
            case Head.Tokens tokens ->
                rows(line, head.output()).flatMap(JsonNode::valueStream).anyMatch(token -> tied(numbers(token)))
                        || nearMinScore(tokens, decision, (Signal.Spans) seen);
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
    private static double[] mean(JsonNode line, String output) {
        JsonNode rows = line.path("outputs").path(output);
        double[] mean = new double[rows.path(0).size()];
        double tokens = 0;
        for (int row = 0; row < rows.size(); row++) {
            int weight = line.path("windows").path(row).path("ids").size() - EncodedText.Frame.TOKENS;
            double[] logits = numbers(rows.path(row));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * logits[i];
            }
            tokens += weight;
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= tokens;
        }
        return mean;
    }

    private static Stream<JsonNode> rows(JsonNode line, String output) {
        return line.path("outputs").path(output).valueStream();
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }
}
