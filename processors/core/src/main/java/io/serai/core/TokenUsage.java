package io.serai.core;

/**
 * Tokens as a worker counted them.
 *
 * @param prompt     prompt tokens
 * @param completion generated tokens
 * @param cached     prompt tokens found in the worker's prefix cache; -1 if not reported
 */
public record TokenUsage(int prompt, int completion, int cached) {}
