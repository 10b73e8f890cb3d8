package io.serai.onnx.model;

import io.serai.core.Signal;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text on its way through a model. Its rows may be run in any order, on any threads. */
public final class Reading {
    private final EncodedText text;
    private final List<Head> heads;
    private final List<Gathering> gatherings;
    private int missing;

    Reading(EncodedText text, List<Head> heads, List<Gathering.Start> starts) {
        this.text = text;
        this.heads = heads;
        this.gatherings = starts.stream().map(start -> start.of(text)).toList();
        this.missing = text.windows().count();
    }

    EncodedText text() {
        return text;
    }

    /** Rows it has; none for a text without tokens. */
    public int rows() {
        return text.windows().count();
    }

    /**
     * Takes the outputs of row {@code window}, which is row {@code place} of the batch.
     *
     * @return whether it was the last one missing
     */
    synchronized boolean add(int window, int place, Outputs outputs) {
        for (int head = 0; head < gatherings.size(); head++) {
            FloatBuffer output = outputs.of(head);
            gatherings.get(head).add(window, output, outputs.at(head, place));
        }
        return --missing == 0;
    }

    /** What each head says; when all rows are in. */
    synchronized Map<String, Signal> signals(String model) throws ModelException {
        var signals = new HashMap<String, Signal>();
        for (int head = 0; head < gatherings.size(); head++) {
            signals.put(heads.get(head).name(), gatherings.get(head).signal(model));
        }
        return Map.copyOf(signals);
    }
}
