package io.serai.onnx;

import java.util.List;

/**
 * Which model it is.
 *
 * @param name    of the model, as its maker has it
 * @param version of the model
 * @param task    such as {@code multi}
 * @param heads   what it answers
 * @param sha256  of its graph, hexadecimal
 * @param loaded  whether it is in memory; a model is loaded when it is first needed
 */
public record ModelSummary(
        String name, String version, String task, List<String> heads, String sha256, boolean loaded) {}
