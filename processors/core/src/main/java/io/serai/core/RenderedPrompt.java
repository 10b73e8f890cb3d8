package io.serai.core;

/**
 * A prompt.
 *
 * @param text      the whole text, special tokens spelled out
 * @param reasoning where the model's reasoning will begin: read from the text, for a prompt whose end opens it, and
 *                  {@link ParseOptions.Reasoning#NONE} where thinking was switched off for it
 */
public record RenderedPrompt(String text, ParseOptions.Reasoning reasoning) {}
