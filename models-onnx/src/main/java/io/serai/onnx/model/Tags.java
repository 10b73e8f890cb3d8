package io.serai.onnx.model;

import java.util.List;

/** Labels of tokens, taken apart: {@code O}, {@code B-X} that begins an X, {@code I-X} that goes on with one. */
record Tags(List<String> types, boolean[] continues) {
    /** Type of {@code O}. */
    static final String NONE = "";

    static Tags of(List<String> labels) {
        boolean[] continues = new boolean[labels.size()];
        for (int i = 0; i < continues.length; i++) {
            continues[i] = labels.get(i).startsWith("I-");
        }
        return new Tags(
                labels.stream()
                        .map(label -> label.equals("O") ? NONE : label.substring(2))
                        .toList(),
                continues);
    }

    int count() {
        return continues.length;
    }

    /** Probability of the type of {@code tag}, whether it begins or goes on. */
    double typeScore(int tag, double[] probabilities) {
        String type = types.get(tag);
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += types.get(i).equals(type) ? probabilities[i] : 0;
        }
        return sum;
    }
}
