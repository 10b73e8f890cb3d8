package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.FloatBuffer;

/** A degree. */
final class ScoreGathering implements Gathering {
    private final Head.Score head;
    private final Mean logit;

    ScoreGathering(Head.Score head, Windows windows) {
        this.head = head;
        this.logit = new Mean(windows, 1);
    }

    @Override
    public void add(int window, FloatBuffer output, int at) {
        logit.add(window, output, at);
    }

    @Override
    public Signal signal(String model) throws ModelException {
        double score = Gathering.number(Probabilities.sigmoid(logit.values()[0]), head);
        for (Head.Band band : head.bands()) {
            if (score < band.below()) {
                return new Signal.Degree(score, band.band(), model);
            }
        }
        return new Signal.Degree(score, head.bands().getLast().band(), model);
    }
}
