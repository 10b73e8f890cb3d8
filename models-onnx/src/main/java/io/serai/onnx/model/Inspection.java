package io.serai.onnx.model;

import io.serai.core.Signal;
import java.util.List;
import java.util.Map;

/**
 * All that a model made of a text, for checks against another runtime.
 *
 * @param windows rows of the text
 * @param outputs by name of the graph's output: the numbers for each row, in their order
 * @param signals by head
 */
public record Inspection(List<Window> windows, Map<String, List<float[]>> outputs, Map<String, Signal> signals) {
    /**
     * A row.
     *
     * @param ids    tokens
     * @param shapes how each is spelled
     */
    public record Window(long[] ids, long[] shapes) {}
}
