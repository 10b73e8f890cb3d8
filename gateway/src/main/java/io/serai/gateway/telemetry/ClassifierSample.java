package io.serai.gateway.telemetry;

import io.serai.onnx.Agreement;
import java.util.Map;

/**
 * How one classifier stands.
 *
 * @param name      as configured
 * @param model     name and version of the live model; {@code none} if there is none
 * @param swaps     how often another model went live
 * @param refused   how often one was refused
 * @param agreement by head: the candidate against the live model
 */
public record ClassifierSample(String name, String model, long swaps, long refused, Map<String, Agreement> agreement) {}
