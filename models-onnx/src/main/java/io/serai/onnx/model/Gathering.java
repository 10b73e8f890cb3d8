package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.FloatBuffer;

/** What one head has said so far about the rows of one text. Not thread-safe. */
sealed interface Gathering permits LabelsGathering, ScoreGathering, TokensGathering, VectorGathering {
    /**
     * Takes the output for one row.
     *
     * @param window which row of the text
     * @param output of the whole batch
     * @param at     where this row's numbers begin
     */
    void add(int window, FloatBuffer output, int at);

    /**
     * The answer from all rows.
     *
     * @param model name and version
     * @throws ModelException if an output was no number
     */
    Signal signal(String model) throws ModelException;

    /** Begins to gather, for one text after the other. */
    @FunctionalInterface
    interface Start {
        Gathering of(EncodedText text);
    }

    /** For the answers of {@code head}. */
    static Start start(Head head) {
        return switch (head) {
            case Head.Labels labels -> {
                var names = LabelScores.Names.of(labels.labels());
                yield text -> new LabelsGathering(labels, names, text.windows());
            }
            case Head.Score score -> text -> new ScoreGathering(score, text.windows());
            case Head.Tokens tokens -> {
                var tags = Tags.of(tokens.labels());
                yield text -> new TokensGathering(tokens, tags, text);
            }
            case Head.Vector vector -> text -> new VectorGathering(vector, text);
        };
    }

    /** {@code value}, which must be a number. */
    static double number(double value, Head head) throws ModelException {
        if (!Double.isFinite(value)) {
            throw new ModelException("head " + head.name() + " gave " + value + "; train or export the model anew");
        }
        return value;
    }
}
