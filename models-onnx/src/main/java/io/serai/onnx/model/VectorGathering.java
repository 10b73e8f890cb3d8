package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.FloatBuffer;

/** An embedding. */
final class VectorGathering implements Gathering {
    private static final double LEAST_LENGTH = 1e-12;

    private final Head.Vector head;
    private final Mean numbers;
    private final boolean whole;

    VectorGathering(Head.Vector head, EncodedText text) {
        this.head = head;
        this.numbers = new Mean(text.windows(), head.size());
        this.whole = text.whole();
    }

    @Override
    public void add(int window, FloatBuffer output, int at) {
        numbers.add(window, output, at);
    }

    @Override
    public Signal signal(String model) throws ModelException {
        double[] mean = numbers.values();
        double squares = 0;
        for (double number : mean) {
            squares += number * number;
        }
        double length = Math.max(Gathering.number(Math.sqrt(squares), head), LEAST_LENGTH);
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean[i] / length);
        }
        return new Signal.Vector(values, whole, model);
    }
}
