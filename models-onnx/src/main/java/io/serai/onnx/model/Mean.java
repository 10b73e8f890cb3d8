package io.serai.onnx.model;

import java.nio.FloatBuffer;

/** Mean of rows, weighted by how many tokens of the text each has. */
final class Mean {
    private final Windows windows;
    private final double[] sum;
    private double weights;

    Mean(Windows windows, int width) {
        this.windows = windows;
        this.sum = new double[width];
    }

    void add(int window, FloatBuffer output, int at) {
        double weight = Math.max(1, windows.length(window)); // a row without text is the only one
        weights += weight;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * output.get(at + i);
        }
    }

    double[] values() {
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / weights;
        }
        return mean;
    }
}
