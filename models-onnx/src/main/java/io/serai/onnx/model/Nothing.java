package io.serai.onnx.model;

import io.serai.core.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers about texts without tokens, for which the graph is not run. */
final class Nothing {
    private Nothing() {}

    /** @param bare what the heads say of a row without text */
    static Map<String, Signal> signals(Manifest manifest, Map<String, Signal> bare) {
        var signals = new HashMap<String, Signal>(bare);
        for (Head head : manifest.heads()) {
            signals.computeIfPresent(head.name(), (_, signal) -> signal(head, signal));
        }
        return Map.copyOf(signals);
    }

    private static Signal signal(Head head, Signal bare) {
        return switch (head) {
            case Head.Labels labels -> label(labels, bare);
            case Head.Score score ->
                new Signal.Degree(0, score.bands().getFirst().band(), bare.model());
            case Head.Tokens _ -> new Signal.Spans(List.of(), bare.model());
            case Head.Vector vector -> new Signal.Vector(new float[vector.size()], false, bare.model());
        };
    }

    private static Signal label(Head.Labels head, Signal bare) {
        String outside = head.outOfScope();
        if (outside == null) {
            return bare;
        }
        var none = new LabelScores(
                LabelScores.Names.of(head.labels()), new double[head.labels().size()]);
        return new Signal.Label(outside, 0, none, bare.model());
    }
}
