package io.serai.tokens.registry;

import org.jspecify.annotations.Nullable;

/**
 * What overrides a model folder's own files.
 *
 * @param chatTemplate text of a chat template that beats the folder's; null for the folder's own
 */
public record LoadOptions(@Nullable String chatTemplate) {
    /** Overrides nothing. */
    public static final LoadOptions DEFAULTS = new LoadOptions(null);
}
