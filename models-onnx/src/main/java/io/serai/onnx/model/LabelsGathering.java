package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.FloatBuffer;

/** One label of several. */
final class LabelsGathering implements Gathering {
    private final Head.Labels head;
    private final LabelScores.Names names;
    private final Mean logits;

    LabelsGathering(Head.Labels head, LabelScores.Names names, Windows windows) {
        this.head = head;
        this.names = names;
        this.logits = new Mean(windows, head.labels().size());
    }

    @Override
    public void add(int window, FloatBuffer output, int at) {
        logits.add(window, output, at);
    }

    @Override
    public Signal signal(String model) throws ModelException {
        double[] probabilities = logits.values();
        Probabilities.softmax(probabilities);
        int best = bestInScope(probabilities);
        double score = Gathering.number(probabilities[best], head);
        String outside = head.outOfScope();
        boolean inScope = outside == null
                || (!head.labels().get(Probabilities.best(probabilities)).equals(outside) && score >= head.threshold());
        return new Signal.Label(
                inScope || outside == null ? head.labels().get(best) : outside,
                score,
                new LabelScores(names, probabilities),
                model);
    }

    private int bestInScope(double[] probabilities) {
        int best = -1;
        for (int i = 0; i < probabilities.length; i++) {
            if (!head.labels().get(i).equals(head.outOfScope())
                    && (best < 0 || probabilities[i] > probabilities[best])) {
                best = i;
            }
        }
        return best;
    }
}
