package io.serai.onnx;

/**
 * How often a candidate said the same as the live model.
 *
 * @param compared texts that both have seen
 * @param agreed   those with the same answer: the same label; the same band and a score within 0.1; the same spans;
 *                 a cosine of at least 0.95
 */
public record Agreement(long compared, long agreed) {}
